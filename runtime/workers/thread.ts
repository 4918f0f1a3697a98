import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { fail } from "../../protocol/errors.ts";
import { readExecutions } from "./execution-record.ts";
import type { Message, Reply } from "./messages.ts";
import { STACK_MB } from "./stack.ts";
import { type CallTask, isCall, type JobTask, type Task } from "./task.ts";

/** Where Node keeps our own code compiled, so that a thread starts in a third of the time. Not there, it goes without. */
const COMPILED_CODE = fileURLToPath(new URL("../../node_modules/.cache/althing", import.meta.url));
/** Once a thread keeps instances of more functions than these, it forgets them all and starts over. */
const KEPT_PROGRAMS = 32;

/** How a thread died, and what it had not answered. */
export interface Death {
  readonly error: Error;
  /** The task that it was at. */
  readonly suspect: Task | undefined;
  /** Tasks that the suspect kept waiting, in order. */
  readonly others: readonly Task[];
  /** It was killed because the suspect took too long: running that again would end alike. */
  readonly stuck: boolean;
}

export interface ThreadOwner {
  readonly killAfterMs: number;
  /** Milliseconds that a thread may take to load. */
  readonly startWithinMs: number;
  /** All tasks have been answered; they took so many milliseconds. */
  idle(thread: Thread, tasks: number, milliseconds: number): void;
  died(thread: Thread, death: Death): void;
}

/** A worker thread that runs one job or one batch of calls at a time. After any fault it is dead for good. */
export class Thread {
  readonly #worker: Worker;
  readonly #owner: ThreadOwner;
  /** Tasks at hand that have ended; the thread counts them. */
  readonly #ended = new Int32Array(new SharedArrayBuffer(4));
  readonly #kept = new Set<number>();
  #tasks: readonly Task[] = [];
  #answered = 0;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  /** No task is to blame for the time that a thread takes to load, but it may not take for ever. */
  #ready = false;
  #dead = false;

  constructor(owner: ThreadOwner) {
    this.#owner = owner;
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: this.#ended,
      resourceLimits: { stackSizeMb: STACK_MB },
      // The loaders and flags of the process that embeds us are not the worker's.
      execArgv: [],
      env: { NODE_COMPILE_CACHE: COMPILED_CODE },
    });
    this.#worker.on("message", (reply: Reply) => this.#receive(reply));
    this.#worker.on("error", (error) =>
      this.#die(`a worker thread failed: ${error.message}`, { cause: error }),
    );
    this.#worker.on("exit", (code) => this.#die(`a worker thread exited with code ${code}`));
    this.#worker.unref();
  }

  runJob(task: JobTask): void {
    this.#begin([task]);
    this.#post({ type: "job", job: task.job });
  }

  runCalls(tasks: readonly CallTask[]): void {
    this.#begin(tasks);
    if (this.#kept.size > KEPT_PROGRAMS) this.#forget();
    for (const task of tasks) this.#keep(task);
    const [only] = tasks;
    const records =
      tasks.length === 1 && only ? only.record : Buffer.concat(tasks.map(({ record }) => record));
    this.#post({ type: "calls", records });
  }

  async terminate(): Promise<void> {
    this.#die("the runtime was closed");
    await this.#worker.terminate();
  }

  #begin(tasks: readonly Task[]): void {
    this.#tasks = tasks;
    this.#answered = 0;
    this.#startedAt = performance.now();
    Atomics.store(this.#ended, 0, 0);
    if (this.#ready) this.#watch(0);
    else this.#awaitStart();
    this.#worker.ref();
  }

  /**
   * Kills the thread if no task has ended when time is up: it is late for each call, and never before that. What has
   * ended may have been answered, too: a process that was kept busy sees its timers before its messages.
   */
  #watch(endedBefore: number): void {
    const { killAfterMs } = this.#owner;
    this.#timer = setTimeout(() => {
      const ended = Atomics.load(this.#ended, 0);
      if (ended > endedBefore) this.#watch(ended);
      else this.#die(`it took longer than ${killAfterMs} ms`, { stuck: true });
    }, killAfterMs);
  }

  #awaitStart(): void {
    const { startWithinMs } = this.#owner;
    this.#timer = setTimeout(() => this.#die(`it was not ready after ${startWithinMs} ms`), startWithinMs);
  }

  #forget(): void {
    this.#kept.clear();
    this.#post({ type: "forget" });
  }

  #keep({ functionId, program }: CallTask): void {
    if (this.#kept.has(functionId)) return;
    this.#kept.add(functionId);
    this.#post({ type: "keep", functionId, program });
  }

  #post(message: Message): void {
    this.#worker.postMessage(message);
  }

  #receive(reply: Reply): void {
    if (this.#dead) return;
    switch (reply.type) {
      case "ready":
        this.#ready = true;
        clearTimeout(this.#timer);
        if (this.#tasks.length > 0) this.#watch(0);
        return;
      case "fault":
        this.#die(reply.fault);
        return;
      case "answer":
        this.#next((task) => !isCall(task) && task.resolve(reply.answer));
        break;
      case "executions":
        readExecutions(reply.records, (execution) =>
          this.#next((task) => isCall(task) && task.resolve(execution)),
        );
    }
    if (this.#answered === this.#tasks.length) this.#finish();
  }

  #next(answer: (task: Task) => unknown): void {
    const task = this.#tasks[this.#answered++];
    if (task) answer(task);
  }

  #finish(): void {
    const count = this.#tasks.length;
    this.#tasks = [];
    clearTimeout(this.#timer);
    this.#worker.unref();
    this.#owner.idle(this, count, performance.now() - this.#startedAt);
  }

  #die(fault: string, { cause, stuck = false }: { cause?: unknown; stuck?: boolean } = {}): void {
    if (this.#dead) return;
    this.#dead = true;
    clearTimeout(this.#timer);
    void this.#worker.terminate();
    const at = Math.max(Atomics.load(this.#ended, 0), this.#answered);
    const error = fail("ALT_RUNTIME_HOST_FAULT", { fault }, cause);
    const others = this.#tasks.filter((_, index) => index >= this.#answered && index !== at);
    this.#owner.died(this, { error, suspect: this.#tasks[at], others, stuck });
  }
}
