import { Worker } from "node:worker_threads";
import { fail } from "../../protocol/errors.ts";
import type { EngineModule } from "../quickjs/vm.ts";
import type { Job, JobName, Jobs, Reply } from "./messages.ts";

type Answer = Jobs[JobName]["answer"];

interface Running {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * V8 gets so much stack that the guest's depth counter always trips first: twice what frames of its slowest compiler
 * tier take at the domain's limit of slots, and Node's own part.
 */
const STACK_MB = 16;

/** A worker thread that runs one job at a time. After any fault it is dead for good. It keeps no process alive while idle. */
export class JobThread {
  readonly #worker: Worker;
  #running: Running | undefined;
  #dead = false;

  constructor(engine: EngineModule) {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: engine,
      resourceLimits: { stackSizeMb: STACK_MB },
      // The loaders and flags of the process that embeds us are not the worker's.
      execArgv: [],
      env: {},
    });
    this.#worker.on("message", (reply: Reply) => this.#finish(reply));
    this.#worker.on("error", (error) => this.#die(`a worker thread failed: ${error.message}`, error));
    this.#worker.on("exit", (code) => this.#die(`a worker thread exited with code ${code}`));
    this.#worker.unref();
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** @throws ALT_RUNTIME_HOST_FAULT, also after `killAfterMs` milliseconds, when the thread is killed. */
  run(job: Job, killAfterMs: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#die(`it took longer than ${killAfterMs} ms`), killAfterMs);
      this.#running = { resolve, reject, timer };
      this.#worker.ref();
      this.#worker.postMessage(job);
    });
  }

  async terminate(): Promise<void> {
    this.#die("the runtime was closed");
    await this.#worker.terminate();
  }

  #finish(reply: Reply): void {
    if ("fault" in reply) {
      this.#die(reply.fault);
    } else {
      this.#worker.unref();
      this.#takeRunning()?.resolve(reply.answer);
    }
  }

  #die(fault: string, cause?: unknown): void {
    if (this.#dead) return;
    this.#dead = true;
    void this.#worker.terminate();
    this.#takeRunning()?.reject(fail("ALT_RUNTIME_HOST_FAULT", { fault }, cause));
  }

  #takeRunning(): Running | undefined {
    const running = this.#running;
    this.#running = undefined;
    if (running) clearTimeout(running.timer);
    return running;
  }
}
