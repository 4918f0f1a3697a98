import { type Backoff, delayAfter, isFatal } from "./domain/retry.ts";

/** One stage of the pipeline. It reads and writes the store; what another stage does next is none of its business. */
export interface Stage {
  readonly name: string;
  /** Does what there is to do. */
  step(): Promise<Worked>;
  /** Resolves when nothing is in hand any more; asked for after the last step. */
  end?(): Promise<void>;
}

/**
 * true: it did something and there may be more; false: there was nothing to do; a number: there will be in so many
 * milliseconds, if nobody calls before.
 */
export type Worked = boolean | number;

export interface LoopOptions {
  /** Milliseconds until the next step while there is nothing to do. */
  idleMs(): number;
  readonly backoff: Backoff;
  /** Whether a waiting loop keeps the process alive. */
  readonly keepAlive: boolean;
  /** After every step that did not fail. */
  onStep(): void;
  /** After every step that did something: others may have work now. */
  onWork(): void;
  onError(error: unknown, failures: number, delayMs: number): void;
  onFatal(error: unknown): void;
}

/** Repeats a stage's step until it is stopped. An error never ends it: it waits, longer each time, and tries again. */
export class Loop {
  readonly #stage: Stage;
  readonly #options: LoopOptions;
  #stopped = false;
  #failures = 0;
  #wake: (() => void) | undefined;
  #missed = false;
  #done: Promise<void> | undefined;

  constructor(stage: Stage, options: LoopOptions) {
    this.#stage = stage;
    this.#options = options;
  }

  start(): void {
    this.#done ??= this.#run();
  }

  /** Ends the wait between two steps; a loop that backs off after an error keeps waiting. */
  wake(): void {
    this.#missed = true;
    if (this.#failures === 0) this.#wake?.();
  }

  /** Resolves when what is in hand has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#done;
    await this.#stage.end?.();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#missed = false;
      const worked = await this.#step();
      if (worked === true || this.#stopped) continue;
      if (this.#failures > 0) await this.#sleep(delayAfter(this.#failures, this.#options.backoff));
      else if (!this.#missed) await this.#sleep(worked || this.#options.idleMs());
    }
  }

  async #step(): Promise<Worked> {
    try {
      const worked = await this.#stage.step();
      this.#failures = 0;
      this.#options.onStep();
      if (worked === true) this.#options.onWork();
      return worked;
    } catch (error) {
      if (!this.#stopped) this.#failed(error);
      return false;
    }
  }

  #failed(error: unknown): void {
    if (isFatal(error)) {
      this.#stopped = true;
      this.#options.onFatal(error);
      return;
    }
    this.#failures += 1;
    this.#options.onError(error, this.#failures, delayAfter(this.#failures, this.#options.backoff));
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      if (!this.#options.keepAlive) timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
