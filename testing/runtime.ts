import { createRuntime, type Runtime } from "../runtime/runtime.ts";

let runtime: Runtime | undefined;

/** One runtime for everything in a process: its start is the dear part. Its idle threads keep no process alive. */
export function sharedRuntime(): Runtime {
  runtime ??= createRuntime({ workers: 1 });
  return runtime;
}
