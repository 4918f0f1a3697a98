// A thread as the runtime has it, without the way to it: run and complete reset alone. This file is also that thread.

import { once } from "node:events";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { CallReader, encodeCall } from "../../runtime/workers/call-record.ts";
import type { Program } from "../../runtime/workers/program.ts";
import { Shelf } from "../../runtime/workers/shelf.ts";
import { STACK_MB } from "../../runtime/workers/stack.ts";
import { sampleCall } from "./index.ts";

const WARM_UP_MS = 1_500;
const FUNCTION_ID = 0;

export type Question =
  /** Milliseconds of so many single calls, each with the reset before it. */
  | { readonly ask: "latencies"; readonly runs: number }
  /** The same, each in an instance made for it. */
  | { readonly ask: "freshLatencies"; readonly runs: number }
  /** Calls a second, resets included, over so many milliseconds. */
  | { readonly ask: "rate"; readonly during: number };

export class BenchThread {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** A thread that has run the sample until V8's compilers were done with it. */
  static async start(program: Program): Promise<BenchThread> {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: program,
      resourceLimits: { stackSizeMb: STACK_MB },
      execArgv: [],
    });
    await once(worker, "message");
    return new BenchThread(worker);
  }

  async ask(question: Question): Promise<readonly number[]> {
    this.#worker.postMessage(question);
    const [answer] = await once(this.#worker, "message");
    return answer as readonly number[];
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

function answer(shelf: Shelf, program: Program, question: Question): readonly number[] {
  switch (question.ask) {
    case "latencies":
      return Array.from({ length: question.runs }, () => timed(() => resetAndRun(shelf)));
    case "freshLatencies":
      return Array.from({ length: question.runs }, () => timed(() => runAfresh(shelf, program)));
    case "rate":
      return [rate(shelf, question.during)];
  }
}

const record = encodeCall(FUNCTION_ID, sampleCall);

function resetAndRun(shelf: Shelf): void {
  shelf.reset(FUNCTION_ID);
  shelf.run(FUNCTION_ID, new CallReader(record).next());
}

function runAfresh(shelf: Shelf, program: Program): void {
  shelf.keep(FUNCTION_ID, program);
  shelf.run(FUNCTION_ID, new CallReader(record).next());
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function rate(shelf: Shelf, during: number): number {
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < during) {
    for (let count = 0; count < 100; count++) resetAndRun(shelf);
    calls += 100;
    elapsed = performance.now() - start;
  }
  return (calls / elapsed) * 1000;
}

function serve(program: Program): void {
  const shelf = new Shelf();
  runAfresh(shelf, program);
  rate(shelf, WARM_UP_MS);
  parentPort?.on("message", (question: Question) =>
    parentPort?.postMessage(answer(shelf, program, question)),
  );
  parentPort?.postMessage("warm");
}

if (parentPort) serve(workerData as Program);
