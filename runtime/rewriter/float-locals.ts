import { ValueType } from "./emit.ts";

/** What has been assigned to a local, in rising order: numbers or the canonical NaN, loose values, strict values. */
export const Content = { plain: 0, loose: 1, strict: 2 } as const;
export type Content = (typeof Content)[keyof typeof Content];

/** Rounds in which locals may still be found to hold more; then all floats are taken for strict. */
const ROUNDS = 4;

/**
 * What is known of a function's floats, gathered in rounds over its body until a round finds nothing new: which locals
 * hold only values whose NaN bits are open, and which instructions' results must be made canonical because they meet
 * something that shows or keeps their bits.
 */
export class FloatKnowledge {
  /** Offsets of instructions whose result is made canonical. */
  readonly canonical = new Set<number>();
  readonly types: readonly number[];
  readonly #contents: Content[];
  #round = 0;
  #changed = false;

  /** @param types of all locals, parameters first */
  constructor(types: readonly number[], parameters: number) {
    this.types = types;
    this.#contents = types.map((type, index) =>
      isFloat(type) && index >= parameters ? Content.plain : Content.strict,
    );
  }

  contentOf(local: number): Content {
    return this.#contents[local] ?? Content.strict;
  }

  assign(local: number, content: Content): void {
    if (content <= this.contentOf(local)) return;
    this.#contents[local] = content;
    this.#changed = true;
  }

  makeCanonical(offset: number): void {
    if (this.canonical.has(offset)) return;
    this.canonical.add(offset);
    this.#changed = true;
  }

  /** Ends a round. True: it found nothing new, so what it wrote is right. */
  settled(): boolean {
    if (!this.#changed) return true;
    this.#changed = false;
    this.#round++;
    if (this.#round === ROUNDS) this.#contents.fill(Content.strict);
    return false;
  }
}

function isFloat(type: number): boolean {
  return type === ValueType.f32 || type === ValueType.f64;
}
