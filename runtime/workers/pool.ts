import { fail } from "../../protocol/errors.ts";
import type { Execution } from "../types.ts";
import type { Job, JobName, Jobs } from "./messages.ts";
import type { Program } from "./program.ts";
import type { JobTask, Task } from "./task.ts";
import { TaskQueue } from "./task-queue.ts";
import { type Death, Thread, type ThreadOwner } from "./thread.ts";

export interface PoolOptions {
  /** Threads at most; each is started when it is first needed. */
  readonly workers: number;
  /** Milliseconds after which a call's thread is killed: the last resort for a stuck one. */
  readonly killAfterMs: number;
  /** Milliseconds that a thread may take to load; 60,000 if left out: one that takes longer will not come. */
  readonly startWithinMs?: number;
}

/** A batch should take about so many milliseconds: long against its way to a thread, short for who waits behind it. */
const BATCH_MS = 2;
const MOST_CALLS = 1024;

/**
 * Runs jobs and calls on a few threads. Calls that wait go over together, as many as have lately fitted in `BATCH_MS`.
 * A dead thread is replaced when it is next needed; what it was at gets another chance, once.
 */
export class WorkerPool implements ThreadOwner {
  readonly killAfterMs: number;
  readonly startWithinMs: number;
  readonly #workers: number;
  readonly #idle: Thread[] = [];
  readonly #threads = new Set<Thread>();
  readonly #queue = new TaskQueue();
  #batch = 16;
  #scheduled = false;
  #closed = false;

  constructor({ workers, killAfterMs, startWithinMs = 60_000 }: PoolOptions) {
    this.#workers = workers;
    this.killAfterMs = killAfterMs;
    this.startWithinMs = startWithinMs;
  }

  /** @throws ALT_RUNTIME_HOST_FAULT, ALT_RUNTIME_CLOSED */
  runJob<Name extends JobName>(name: Name, job: Jobs[Name]["job"]): Promise<Jobs[Name]["answer"]> {
    return new Promise((resolve, reject) => {
      // A job's name says what its answer is; the message channel cannot carry that knowledge.
      const task = { job: { name, ...job } as Job, resolve, reject, faulted: false };
      this.#enqueue(task as JobTask);
    });
  }

  /** @throws ALT_RUNTIME_HOST_FAULT, ALT_RUNTIME_CLOSED */
  runCall(functionId: number, program: Program, record: Uint8Array): Promise<Execution> {
    return new Promise((resolve, reject) => {
      this.#enqueue({ functionId, program, record, resolve, reject, faulted: false });
    });
  }

  /** Ends all threads and waits for them; whatever runs or waits is rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#rejectAll();
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  idle(thread: Thread, tasks: number, milliseconds: number): void {
    this.#batch = Math.min(Math.max(Math.floor((tasks * BATCH_MS) / milliseconds), 1), MOST_CALLS);
    this.#idle.push(thread);
    this.#advance();
  }

  died(thread: Thread, { error, suspect, others, stuck }: Death): void {
    this.#threads.delete(thread);
    const at = this.#idle.indexOf(thread);
    if (at >= 0) this.#idle.splice(at, 1);
    const again = suspect !== undefined && !suspect.faulted && !stuck;
    if (!again) suspect?.reject(this.#closed ? fail("ALT_RUNTIME_CLOSED", {}, error) : error);
    else suspect.faulted = true;
    this.#queue.putBack(again ? [suspect, ...others] : others);
    if (this.#closed) this.#rejectAll();
    else this.#advance();
  }

  #enqueue(task: Task): void {
    this.#queue.add(task);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // What is asked for in one go is sent in one go.
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.#closed) this.#rejectAll();
      else this.#advance();
    });
  }

  #advance(): void {
    while (this.#queue.length > 0) {
      const thread = this.#idle.pop() ?? this.#start();
      if (!thread) return;
      const share = Math.ceil(this.#queue.length / this.#workers);
      const next = this.#queue.take(Math.min(share, this.#batch));
      if (Array.isArray(next)) thread.runCalls(next);
      else thread.runJob(next);
    }
  }

  #rejectAll(): void {
    for (const { reject } of this.#queue.takeAll()) reject(fail("ALT_RUNTIME_CLOSED"));
  }

  #start(): Thread | undefined {
    if (this.#threads.size >= this.#workers) return undefined;
    const thread = new Thread(this);
    this.#threads.add(thread);
    return thread;
  }
}
