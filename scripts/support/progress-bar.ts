const WIDTH = 24;
/** Milliseconds between lines where no terminal listens. */
const QUIET_MS = 10_000;

/** Shows on standard error how much of a long work is done: a bar on a terminal, elsewhere a line now and then. */
export class ProgressBar {
  readonly #total: number;
  readonly #unit: string;
  readonly #stream: NodeJS.WriteStream;
  readonly #started = Date.now();
  #shown = Date.now();

  constructor(total: number, unit: string, stream: NodeJS.WriteStream = process.stderr) {
    this.#total = total;
    this.#unit = unit;
    this.#stream = stream;
  }

  /** `done` of the total, `resumed` of which an earlier run did. */
  show(done: number, resumed = 0): void {
    const line = progressLine(done, this.#total, this.#unit, this.#secondsLeft(done - resumed, done));
    if (this.#stream.isTTY) this.#stream.write(`\r\x1b[K${line}`);
    else if (Date.now() - this.#shown >= QUIET_MS) {
      this.#shown = Date.now();
      this.#stream.write(`${line}\n`);
    }
  }

  /** Takes the bar off the terminal. */
  stop(): void {
    if (this.#stream.isTTY) this.#stream.write("\r\x1b[K");
  }

  #secondsLeft(doneNow: number, done: number): number | undefined {
    if (doneNow <= 0) return undefined;
    const perUnit = (Date.now() - this.#started) / 1_000 / doneNow;
    return Math.round(perUnit * (this.#total - done));
  }
}

/** `[######··················] 25 of 100 tokens, 12 s left`. */
export function progressLine(done: number, total: number, unit: string, secondsLeft?: number): string {
  const filled = total === 0 ? WIDTH : Math.floor((WIDTH * Math.min(done, total)) / total);
  const left = secondsLeft === undefined || done >= total ? "" : `, ${secondsLeft} s left`;
  return `[${"#".repeat(filled)}${"·".repeat(WIDTH - filled)}] ${done} of ${total} ${unit}${left}`;
}
