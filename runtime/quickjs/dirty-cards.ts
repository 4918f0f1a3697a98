import { CARD_BYTES } from "../rewriter/mark-writes.ts";
import { cardRestorer, RESTORE_EXPORT, restorerImports } from "../rewriter/restore-cards.ts";

let compiled: WebAssembly.Module | undefined;

/** Puts a memory back to its snapshot by copying no more than what was written to since. */
export class DirtyCards {
  readonly #restore: (cards: number) => void;
  readonly #cards: number;

  /**
   * @param marks a byte for each card, as `markWrites` says
   * @param image what the snapshot holds; as large as `memory` is to be at each `restore`
   */
  constructor(memory: WebAssembly.Memory, marks: WebAssembly.Memory, image: WebAssembly.Memory) {
    compiled ??= new WebAssembly.Module(cardRestorer());
    const imports = { [restorerImports.module]: { memory, marks, image } };
    const { exports } = new WebAssembly.Instance(compiled, imports);
    this.#restore = exports[RESTORE_EXPORT] as (cards: number) => void;
    this.#cards = image.buffer.byteLength / CARD_BYTES;
  }

  /** Restores what is marked, and takes the marks away. */
  restore(): void {
    this.#restore(this.#cards);
  }
}
