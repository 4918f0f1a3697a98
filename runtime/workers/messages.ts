import type { GuestCall, GuestExecution, Initialisation } from "../quickjs/guest.ts";
import type { Snapshot } from "../sandbox/snapshot.ts";

/** What a worker can be asked for, and what it answers. */
export interface Jobs {
  readonly boot: { readonly job: { readonly prelude: string }; readonly answer: Snapshot };
  readonly initialise: {
    readonly job: { readonly booted: Snapshot; readonly source: string };
    readonly answer: Initialisation;
  };
  readonly execute: {
    readonly job: { readonly snapshot: Snapshot; readonly call: GuestCall };
    readonly answer: GuestExecution;
  };
}

export type JobName = keyof Jobs;
export type Job = { [Name in JobName]: { readonly name: Name } & Jobs[Name]["job"] }[JobName];

/** A fault is the host's: there is no answer. */
export type Reply = { readonly answer: Jobs[JobName]["answer"] } | { readonly fault: string };
