import { parentPort, workerData } from "node:worker_threads";
import { observeProgram, oracle, type Range } from "./observation.ts";

/** Observes a range of programs in a thread whose stack is as large as a worker's of the runtime. */
const { first, programs } = workerData as Range;
for (let seed = first; seed < first + programs; seed++) {
  const observations = observeProgram(seed);
  const [whole] = observations;
  const expected = whole && oracle(seed, whole);
  parentPort?.postMessage({ seed, observations, expected });
}
