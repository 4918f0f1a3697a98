import { CARD_BYTES, CARD_OVERLAP } from "../rewriter/mark-writes.ts";
import { CHUNK, type Snapshot } from "../sandbox/snapshot.ts";

const ZEROES = new Uint8Array(CHUNK);
const ABSENT = -1;

/** Puts a memory back to its snapshot by copying no more than what was written to since. */
export class DirtyCards {
  readonly #marks: Uint8Array;
  readonly #snapshot: Snapshot;
  /** Where each chunk of the memory lies in the snapshot's bytes; ABSENT for one that is all zero. */
  readonly #places: Int32Array;

  /** @param marks a byte for each card, as `markWrites` says. */
  constructor(marks: Uint8Array, memoryBytes: number, snapshot: Snapshot) {
    this.#marks = marks.subarray(0, memoryBytes / CARD_BYTES);
    this.#snapshot = snapshot;
    this.#places = new Int32Array(memoryBytes / CHUNK).fill(ABSENT);
    for (const [index, offset] of snapshot.offsets.entries()) this.#places[offset / CHUNK] = index * CHUNK;
  }

  /** Restores what is marked, and takes the marks away. `memory` must have the snapshot's size. */
  restore(memory: Uint8Array): void {
    const marks = this.#marks;
    for (let first = marks.indexOf(1); first >= 0; ) {
      let end = first + 1;
      while (marks[end] === 1) end++;
      marks.fill(0, first, end);
      this.#copy(memory, first * CARD_BYTES, Math.min(end * CARD_BYTES + CARD_OVERLAP, memory.length));
      first = marks.indexOf(1, end);
    }
  }

  #copy(memory: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const inside = at % CHUNK;
      const length = Math.min(to - at, CHUNK - inside);
      const place = this.#places[(at - inside) / CHUNK] ?? ABSENT;
      const source = place === ABSENT ? ZEROES : this.#snapshot.bytes;
      const start = place === ABSENT ? 0 : place + inside;
      memory.set(source.subarray(start, start + length), at);
      at += length;
    }
  }
}
