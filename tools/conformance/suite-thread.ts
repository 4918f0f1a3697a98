import { parentPort, workerData } from "node:worker_threads";
import type { ConvertedScript } from "./convert.ts";
import { judge } from "./judge.ts";

/** Judges scripts one after the other in a thread whose stack is as large as a worker's of the runtime. */
for (const script of workerData as readonly ConvertedScript[]) parentPort?.postMessage(judge(script));
