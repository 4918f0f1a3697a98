import { ByteWriter } from "./byte-writer.ts";

interface Gap {
  readonly at: number;
  readonly fill: (code: ByteWriter) => void;
}

/** Code made from a source: most of it is copied, some replaced, and gaps are filled once all has been read. */
export class CodeBuffer {
  readonly #source: Uint8Array;
  readonly #code = new ByteWriter();
  readonly #gaps: Gap[] = [];
  #copied: number;

  constructor(source: Uint8Array, start: number) {
    this.#source = source;
    this.#copied = start;
  }

  /** Copies up to `start` and skips to `end`; what is written to the result takes the place of the bytes between. */
  replace(start: number, end = start): ByteWriter {
    this.#code.raw(this.#source.subarray(this.#copied, start));
    this.#copied = end;
    return this.#code;
  }

  /** Puts in front of the source's byte `at` what `fill` will write. */
  gap(at: number, fill: Gap["fill"]): void {
    this.#gaps.push({ at: this.replace(at).length, fill });
  }

  /** Copies up to `end`, and writes all with its gaps filled. */
  writeTo(target: ByteWriter, end: number): void {
    const code = this.replace(end).bytes();
    let written = 0;
    for (const { at, fill } of this.#gaps) {
      fill(target.raw(code.subarray(written, at)));
      written = at;
    }
    target.raw(code.subarray(written));
  }
}
