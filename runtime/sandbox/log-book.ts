import { limits } from "../limits.ts";

/** A call's log. Whole lines only: the first that would pass the domain's limits is left out, and all after it. */
export class LogBook {
  readonly lines: string[] = [];
  #bytes = 0;
  #full = false;

  add(line: string): void {
    this.#bytes += Buffer.byteLength(line);
    this.#full ||= this.#bytes > limits.logBytes || this.lines.length >= limits.logLines;
    if (!this.#full) this.lines.push(line);
  }
}
