import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Observation, Range } from "./observation.ts";

/** One program's runs. */
export interface Observed {
  readonly seed: number;
  readonly observations: readonly Observation[];
  /** What it gives without a meter, where that is comparable: outcome, result and memory. */
  readonly expected?: string;
}

/** What the runtime gives its own workers: the depth counter must trip before V8's stack ends. */
const STACK_MB = 16;

/** Observes a range in a thread of this process. */
export function observeInThread(range: Range): Promise<Observed[]> {
  const observed: Observed[] = [];
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(`./observer-thread${extname(import.meta.filename)}`, import.meta.url), {
      workerData: range,
      resourceLimits: { stackSizeMb: STACK_MB },
    });
    thread.on("message", (program: Observed) => observed.push(program));
    thread.on("error", reject);
    thread.on("exit", () => resolve(observed));
  });
}

if (process.argv[1] === import.meta.filename) {
  const [first, programs] = process.argv.slice(2).map(Number);
  console.log(JSON.stringify(await observeInThread({ first: first ?? 1, programs: programs ?? 1 })));
}
