import type { Execution } from "../types.ts";
import type { Answer, Job } from "./messages.ts";
import type { Program } from "./program.ts";

interface Waiting<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  /** It met a fault of the machine before, which is forgiven once. */
  faulted: boolean;
}

export interface JobTask extends Waiting<Answer> {
  readonly job: Job;
}

export interface CallTask extends Waiting<Execution> {
  readonly functionId: number;
  readonly program: Program;
  readonly record: Uint8Array;
}

/** What waits for a thread or runs in one. */
export type Task = JobTask | CallTask;

export function isCall(task: Task | undefined): task is CallTask {
  return task !== undefined && "record" in task;
}
