// A thread that runs one call and ends.
import { parentPort, workerData } from "node:worker_threads";

parentPort.postMessage(2n * workerData);
