import { limits } from "../limits.ts";

const NO_LINES: readonly string[] = [];
const UTF8 = new TextDecoder();

/** A call's log. Whole lines only: the first that would pass the domain's limits is left out, and all after it. */
export class LogBook {
  readonly lines: string[] = [];
  #bytes = 0;
  #full = false;

  /** Nothing was ever added, nor left out. */
  get untouched(): boolean {
    return this.#bytes === 0 && this.lines.length === 0 && !this.#full;
  }

  /** The lines, which no later call adds to. */
  taken(): readonly string[] {
    return this.lines.length > 0 ? this.lines : NO_LINES;
  }

  /** A line as UTF-8, which is decoded only if there is room for it. */
  addUtf8(bytes: Uint8Array): void {
    this.#full ||= this.#bytes + bytes.length > limits.logBytes;
    if (!this.#full) this.add(UTF8.decode(bytes));
  }

  add(line: string): void {
    this.#bytes += Buffer.byteLength(line);
    this.#full ||= this.#bytes > limits.logBytes || this.lines.length >= limits.logLines;
    if (!this.#full) this.lines.push(line);
  }
}
