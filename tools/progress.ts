const LIVE_MS = 500;
const QUIET_MS = 10_000;

/** Shows on standard error how many of `total` steps are done, until `stop`; rarely where no terminal listens. */
export class Progress {
  readonly #total: number;
  readonly #live = process.stderr.isTTY === true;
  readonly #timer: NodeJS.Timeout;
  #done = 0;
  #doing = "";

  constructor(total: number) {
    this.#total = total;
    this.#timer = setInterval(() => this.#show(), this.#live ? LIVE_MS : QUIET_MS);
  }

  step(doing: string): void {
    this.#done++;
    this.#doing = doing;
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.#live) process.stderr.write("\r\x1b[K");
  }

  #show(): void {
    const text = `${Math.floor((100 * this.#done) / this.#total)} % (${this.#doing})`;
    process.stderr.write(this.#live ? `\r\x1b[K${text}` : `${text}\n`);
  }
}
