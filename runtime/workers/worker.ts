import { parentPort, workerData } from "node:worker_threads";
import { boot, execute, initialise } from "../quickjs/guest.ts";
import type { EngineModule } from "../quickjs/vm.ts";
import type { Job, JobName, Jobs, Reply } from "./messages.ts";

/** A worker's whole life: one job after the other, each answered by one reply. */
const engine = workerData as EngineModule;

parentPort?.on("message", (job: Job) => parentPort?.postMessage(answer(job)));

function answer(job: Job): Reply {
  try {
    return { answer: run(job) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function run(job: Job): Jobs[JobName]["answer"] {
  switch (job.name) {
    case "boot":
      return boot(engine, job.prelude);
    case "initialise":
      return initialise(engine, job.booted, job.source);
    case "execute":
      return execute(engine, job.snapshot, job.call);
  }
}
