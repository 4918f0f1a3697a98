// A process that observes the cases of a file in one thread or more, and writes a line of JSON for each.
//
//   node observer.mjs <file> <mode as JSON>

import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { STACK_MB } from "../../runtime/workers/stack.ts";
import type { Mode } from "./case.ts";
import type { Observed } from "./observation.ts";

/** A line of output: one thread's observations of one case. */
export interface Line {
  readonly thread: number;
  readonly observed: Observed;
}

const [path, mode] = [process.argv[2], JSON.parse(process.argv[3] ?? "{}") as Mode];
for (let thread = 0; thread < mode.threads; thread++) observeInThread(thread);

/** An error of the thread ends this process. */
function observeInThread(thread: number): void {
  const worker = new Worker(new URL(`./observer-thread${extname(import.meta.filename)}`, import.meta.url), {
    workerData: { path, mode },
    resourceLimits: { stackSizeMb: STACK_MB },
  });
  worker.on("message", (observed: Observed) => {
    process.stdout.write(`${JSON.stringify({ thread, observed } satisfies Line)}\n`);
  });
}
