import type { ProfiledExecution } from "../profiler/run-profiled.ts";
import type { Initialisation } from "../quickjs/guest.ts";
import type { Snapshot } from "../quickjs/snapshot.ts";
import type { EngineModule } from "../quickjs/vm.ts";
import type { Prepared } from "../wasm/prepare.ts";
import type { Program } from "./program.ts";

/** What a thread can be asked for once in a function's life, and what it answers. */
export interface Jobs {
  readonly boot: {
    readonly job: { readonly engine: EngineModule; readonly prelude: string };
    readonly answer: Snapshot;
  };
  readonly initialise: {
    readonly job: { readonly engine: EngineModule; readonly booted: Snapshot; readonly source: string };
    readonly answer: Initialisation;
  };
  readonly prepare: { readonly job: { readonly bytes: Uint8Array }; readonly answer: Prepared };
  /** One call (`call-record.ts`) of a program with hooks. */
  readonly profile: {
    readonly job: { readonly program: Program; readonly record: Uint8Array };
    readonly answer: ProfiledExecution;
  };
}

export type JobName = keyof Jobs;
export type Job = { [Name in JobName]: { readonly name: Name } & Jobs[Name]["job"] }[JobName];
export type Answer = Jobs[JobName]["answer"];

export type Message =
  | { readonly type: "job"; readonly job: Job }
  /** From now on calls may name the program by this id. */
  | { readonly type: "keep"; readonly functionId: number; readonly program: Program }
  /** All ids are unknown again. */
  | { readonly type: "forget" }
  /** Records of calls (`call-record.ts`), to be run in order. */
  | { readonly type: "calls"; readonly records: Uint8Array };

export type Reply =
  /** Comes first and once: the thread has loaded. */
  | { readonly type: "ready" }
  | { readonly type: "answer"; readonly answer: Answer }
  /** Of the calls that ran since the last reply, in order (`execution-record.ts`). */
  | { readonly type: "executions"; readonly records: Uint8Array }
  /** The machine failed at the job, or at the first call without an execution. It says nothing about the guest. */
  | { readonly type: "fault"; readonly fault: string };
