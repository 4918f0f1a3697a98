import { parentPort, workerData } from "node:worker_threads";
import { runProfiled } from "../profiler/run-profiled.ts";
import { boot, initialise } from "../quickjs/guest.ts";
import { prepare } from "../wasm/prepare.ts";
import { CallReader } from "./call-record.ts";
import { ExecutionWriter } from "./execution-record.ts";
import type { Answer, Job, Message, Reply } from "./messages.ts";
import { Shelf } from "./shelf.ts";

/** A thread's whole life: one message after the other, each job and each call answered. */

/** Milliseconds that an execution may wait for those behind it before it is sent. */
const FLUSH_MS = 1;

const ended = workerData as Int32Array;
const shelf = new Shelf();
const executions = new ExecutionWriter();

parentPort?.on("message", (message: Message) => {
  try {
    receive(message);
  } catch (error) {
    flush();
    reply({ type: "fault", fault: error instanceof Error ? error.message : String(error) });
  }
});

reply({ type: "ready" });

function receive(message: Message): void {
  switch (message.type) {
    case "keep":
      shelf.keep(message.functionId, message.program);
      break;
    case "forget":
      shelf.forget();
      break;
    case "job":
      replyEnded(runJob(message.job));
      break;
    case "calls":
      runCalls(new CallReader(message.records));
  }
}

function runJob(job: Job): Answer {
  switch (job.name) {
    case "boot":
      return boot(job.engine, job.prelude);
    case "initialise":
      return initialise(job.engine, job.booted, job.source);
    case "prepare":
      return prepare(job.bytes);
    case "profile":
      return runProfiled(job.program, new CallReader(job.record).next());
  }
}

function runCalls(calls: CallReader): void {
  let flushed = performance.now();
  while (!calls.done) {
    const { functionId } = calls;
    executions.add(shelf.run(functionId, calls.next()));
    Atomics.add(ended, 0, 1);
    const now = performance.now();
    if (calls.done || now - flushed > FLUSH_MS) {
      flush();
      flushed = now;
    }
    // Not before the reply: nobody needs to wait for it.
    shelf.reset(functionId);
  }
}

function replyEnded(answer: Answer): void {
  Atomics.add(ended, 0, 1);
  reply({ type: "answer", answer });
}

function flush(): void {
  if (executions.empty) return;
  const records = executions.take();
  parentPort?.postMessage({ type: "executions", records } satisfies Reply, [records.buffer]);
}

function reply(message: Reply): void {
  parentPort?.postMessage(message);
}
