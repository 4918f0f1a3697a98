import { parentPort, workerData } from "node:worker_threads";
import { sign, type Template } from "./signing.ts";

parentPort?.postMessage((workerData as Template[]).map(sign));
