import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import type { ImportName } from "../../runtime/wasm/guest-imports.ts";
import { i32, type Signature, type ValueTypeCode } from "./module-builder.ts";
import type { Operators } from "./operators.ts";
import type { Random } from "./random.ts";

/** What a function's body may use of its module. */
export interface Surroundings {
  readonly types: readonly ValueTypeCode[];
  /** The module's own functions; the first has the index `firstFunction`. */
  readonly functions: readonly Signature[];
  readonly firstFunction: number;
  /** The host's functions, by their indices. */
  readonly host: Readonly<Record<ImportName, number>>;
  readonly typeIndex: (signature: Signature) => number;
  readonly operators: ReadonlyMap<ValueTypeCode, Operators>;
  readonly globals: readonly ValueTypeCode[];
  readonly tableSize: number;
}

/** What would end most programs at once, such as a trap or recursion, is written once in so many times. */
export const FEW = 12;
const DEEPEST = 5;
const NODES = 100;

/** A function's body while it is written: its code so far, and what the next instruction may refer to. */
export class Body {
  readonly code = new ByteWriter();
  readonly random: Random;
  readonly around: Surroundings;
  readonly own: Signature;
  /** Among the module's own functions. */
  readonly index: number;
  /** Types of the parameters, then of the locals that the program uses. */
  readonly slots: readonly ValueTypeCode[];
  /** Types that a branch to each label carries, the outermost first. */
  readonly labels: (readonly ValueTypeCode[])[];
  /** Nodes that may still be written; then only constants follow. */
  #budget = NODES;

  constructor(random: Random, around: Surroundings, own: Signature, index: number) {
    this.random = random;
    this.around = around;
    this.own = own;
    this.index = index;
    const locals = Array.from({ length: 1 + random.below(5) }, () => random.pick(around.types));
    this.slots = [...own.params, ...locals];
    this.labels = [own.results];
  }

  /** The counter of rounds, a local behind all slots. */
  get counter(): number {
    return this.slots.length;
  }

  get locals(): readonly ValueTypeCode[] {
    return [...this.slots.slice(this.own.params.length), i32];
  }

  /** Counts a node, which must then be one that ends. */
  isExhausted(depth: number): boolean {
    return --this.#budget < 0 || depth > DEEPEST;
  }

  constant(value: number): ByteWriter {
    return this.code.u8(0x41).signed(value);
  }

  /** Writes what a label stands around. */
  within(carried: readonly ValueTypeCode[], write: () => void): void {
    this.labels.push(carried);
    write();
    this.labels.pop();
  }
}
