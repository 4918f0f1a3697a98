import { fail } from "../../protocol/errors.ts";
import type { EngineModule } from "../quickjs/vm.ts";
import { JobThread } from "./job-thread.ts";
import type { Job, JobName, Jobs } from "./messages.ts";

export interface PoolOptions {
  /** Threads at most; each is started when it is first needed. */
  readonly workers: number;
  /** Milliseconds after which a job's thread is killed: the last resort for a stuck one. */
  readonly killAfterMs: number;
}

interface Waiting {
  readonly job: Job;
  readonly resolve: (answer: Jobs[JobName]["answer"]) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs jobs on a few threads; what cannot run yet waits in line. A dead thread is replaced when the next job needs it. */
export class WorkerPool {
  readonly #engine: EngineModule;
  readonly #options: PoolOptions;
  readonly #idle: JobThread[] = [];
  readonly #threads = new Set<JobThread>();
  readonly #queue: Waiting[] = [];
  #closed = false;

  constructor(engine: EngineModule, options: PoolOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  /** @throws ALT_RUNTIME_HOST_FAULT, ALT_RUNTIME_CLOSED */
  run<Name extends JobName>(name: Name, job: Jobs[Name]["job"]): Promise<Jobs[Name]["answer"]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(fail("ALT_RUNTIME_CLOSED"));
      // A job's name says what its answer is; the message channel cannot carry that knowledge.
      this.#queue.push({ job: { name, ...job } as Job, resolve: resolve as Waiting["resolve"], reject });
      return this.#advance();
    });
  }

  /** Ends all threads and waits for them; whatever runs or waits is rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#queue.splice(0)) reject(fail("ALT_RUNTIME_CLOSED"));
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  #advance(): void {
    if (this.#queue.length === 0) return;
    const thread = this.#idle.pop() ?? this.#start();
    const next = thread && this.#queue.shift();
    if (next) void this.#serve(thread, next);
  }

  #start(): JobThread | undefined {
    if (this.#threads.size >= this.#options.workers) return undefined;
    const thread = new JobThread(this.#engine);
    this.#threads.add(thread);
    return thread;
  }

  async #serve(thread: JobThread, { job, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await thread.run(job, this.#options.killAfterMs));
    } catch (error) {
      reject(this.#closed ? fail("ALT_RUNTIME_CLOSED", {}, error) : error);
    }
    if (thread.dead) this.#threads.delete(thread);
    else this.#idle.push(thread);
    this.#advance();
  }
}
