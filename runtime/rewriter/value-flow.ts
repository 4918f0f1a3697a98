import { ValueType } from "./emit.ts";
import { Content, type FloatKnowledge } from "./float-locals.ts";
import { type Instruction, NO_VALUES } from "./instruction-reader.ts";
import type { Layout } from "./layout.ts";
import type { FunctionType } from "./module.ts";
import { effects, type Result } from "./operand-effects.ts";

/** A value on the operand stack. */
interface Value {
  readonly content: Content;
  /** Of a loose value: its type, and the offset of the instruction that it can be made canonical after. */
  readonly type: number;
  readonly producer: number;
  /** A loose value after `neg`: the bits of the two must differ in their sign, so only what was negated is canonical. */
  readonly negated: boolean;
}

/** A number or the canonical NaN. */
const PLAIN: Value = { content: Content.plain, type: 0, producer: 0, negated: false };
const STRICT: Value = { ...PLAIN, content: Content.strict };

interface Label {
  readonly loop: boolean;
  readonly parameters: number;
  readonly results: number;
  /** Of the stack below the block's parameters. */
  readonly height: number;
}

/**
 * Follows the operand stack through a body: how high it gets, and where a float whose NaN bits are open meets what
 * shows its bits (a store, a reinterpretation, copysign, a global) or keeps them (a call, a label, a local or `select`
 * that also has values with given bits). There it must be canonical. Arithmetic, comparisons and conversions do not care.
 */
export class ValueFlow {
  readonly #layout: Layout;
  readonly #floats: FloatKnowledge;
  readonly #values: Value[] = [];
  readonly #labels: Label[];
  #highest = 0;
  /** Type of the loose value that the last instruction made. */
  #made: number | undefined;
  /** Values that the last instruction passed on. */
  #moved = 0;

  constructor(layout: Layout, type: FunctionType, floats: FloatKnowledge) {
    this.#layout = layout;
    this.#floats = floats;
    this.#labels = [{ loop: false, parameters: 0, results: type.results.length, height: 0 }];
  }

  /** The greatest height of the stack, in values. */
  get highest(): number {
    return this.#highest;
  }

  /** The type to make the value on top canonical in, after the instruction at `offset`; undefined: leave it. */
  canonicalType(offset: number): number | undefined {
    return this.#floats.canonical.has(offset) ? this.#made : undefined;
  }

  /** Steps over an instruction that can be reached. @returns how many values a block, branch or call passes on */
  follow(instruction: Instruction, bytes: Uint8Array): number {
    const { name, start, operands } = instruction;
    const [first = 0] = operands;
    this.#made = undefined;
    this.#moved = 0;
    if (name === "local.get") this.#push(this.#local(first, start));
    else if (name === "local.set") this.#assign(first, this.#pop());
    else if (name === "local.tee") this.#assign(first, this.#peek());
    else if (name === "call") this.#call(this.#layout.typeOfFunction(first));
    else if (name === "call_indirect") this.#callIndirect(first);
    else if (name === "select" || name === "select_typed") this.#select(start);
    else if (name === "f32.neg" || name === "f64.neg") this.#negate();
    else if (name === "f32.abs" || name === "f64.abs") this.#absolute(start);
    else if (name === "f32.const" || name === "f64.const") this.#push(constant(name, bytes, start + 1));
    else if (!this.#control(name, operands)) this.#effect(name, start);
    this.#highest = Math.max(this.#highest, this.#values.length);
    return this.#moved;
  }

  /**
   * `else` or `end` of the innermost block.
   * @param reached whether control gets there from above
   * @returns how many values it passes on
   */
  close(name: "else" | "end", reached: boolean): number {
    const label = this.#labels.at(-1);
    if (!label) return 0;
    this.#moved = 0;
    if (reached) this.#exposeTop(label.results);
    this.#values.length = label.height;
    const values = name === "else" ? label.parameters : label.results;
    for (let count = 0; count < values; count++) this.#push(STRICT);
    if (name === "end") this.#labels.pop();
    return this.#moved;
  }

  #control(name: string, operands: readonly number[]): boolean {
    const [first = 0] = operands;
    if (name === "block" || name === "loop" || name === "if") this.#open(name, first);
    else if (name === "br") this.#branch(first);
    else if (name === "return") this.#branch(this.#labels.length - 1);
    else if (name === "br_if" || name === "br_table") {
      this.#pop();
      this.#branch(operands.at(-1) ?? 0);
    } else return false;
    return true;
  }

  #open(name: string, blockType: number): void {
    if (name === "if") this.#pop();
    const { params, results } = this.#countsOf(blockType);
    this.#exposeTop(params);
    const height = this.#values.length - params;
    this.#values.fill(STRICT, height);
    this.#labels.push({ loop: name === "loop", parameters: params, results, height });
  }

  #countsOf(blockType: number): { params: number; results: number } {
    if (blockType === NO_VALUES) return { params: 0, results: 0 };
    if (blockType < 0) return { params: 0, results: 1 };
    const { params, results } = this.#layout.typeAt(blockType);
    return { params: params.length, results: results.length };
  }

  #branch(depth: number): void {
    const label = this.#labels[this.#labels.length - 1 - depth];
    if (label) this.#exposeTop(label.loop ? label.parameters : label.results);
  }

  #callIndirect(type: number): void {
    this.#pop();
    this.#call(this.#layout.typeAt(type));
  }

  #call({ params, results }: FunctionType): void {
    this.#moved = params.length + results.length;
    for (let count = 0; count < params.length; count++) this.#expose(this.#pop());
    for (let count = 0; count < results.length; count++) this.#push(STRICT);
  }

  #effect(name: string, start: number): void {
    const effect = effects.get(name);
    if (!effect) return;
    for (let count = 0; count < effect.pops; count++) {
      const value = this.#pop();
      if (effect.exposes) this.#expose(value);
    }
    this.#give(effect.result, start);
  }

  #give(result: Result, start: number): void {
    if (result === "strict") this.#push(STRICT);
    else if (result === "plain") this.#push(PLAIN);
    else if (result !== "none")
      this.#push(this.#loose(start, result === "loose f32" ? ValueType.f32 : ValueType.f64));
  }

  /** A loose value of the instruction at `producer`, unless that is to make it canonical. */
  #loose(producer: number, type: number): Value {
    this.#made = type;
    if (this.#floats.canonical.has(producer)) return PLAIN;
    return { content: Content.loose, type, producer, negated: false };
  }

  #local(index: number, start: number): Value {
    const content = this.#floats.contentOf(index);
    if (content === Content.loose) return this.#loose(start, this.#floats.types[index] ?? 0);
    return content === Content.plain ? PLAIN : STRICT;
  }

  #assign(index: number, value: Value): void {
    const content = value.negated ? Content.strict : value.content;
    this.#floats.assign(index, content);
    if (this.#floats.contentOf(index) === Content.strict) this.#expose(value);
  }

  #select(start: number): void {
    this.#pop();
    const either = [this.#pop(), this.#pop()];
    const loose = either.find(({ content }) => content === Content.loose);
    if (either.some(({ content, negated }) => content === Content.strict || negated)) {
      for (const value of either) this.#expose(value);
      this.#push(STRICT);
    } else this.#push(loose ? this.#loose(start, loose.type) : PLAIN);
  }

  #negate(): void {
    const value = this.#pop();
    this.#push(value.content === Content.loose ? { ...value, negated: !value.negated } : STRICT);
  }

  #absolute(start: number): void {
    const value = this.#pop();
    this.#push(value.content === Content.loose ? this.#loose(start, value.type) : STRICT);
  }

  /** The values on top are passed on. */
  #exposeTop(count: number): void {
    this.#moved += count;
    for (const value of this.#values.slice(this.#values.length - count)) this.#expose(value);
  }

  #expose(value: Value): void {
    if (value.content === Content.loose) this.#floats.makeCanonical(value.producer);
  }

  #push(value: Value): void {
    this.#values.push(value);
  }

  #peek(): Value {
    return this.#values.at(-1) ?? STRICT;
  }

  #pop(): Value {
    return this.#values.pop() ?? STRICT;
  }
}

/** A constant's bits are given; those of a number are also what a canonical value has. */
function constant(name: string, bytes: Uint8Array, at: number): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  return Number.isNaN(name === "f32.const" ? view.getFloat32(0, true) : view.getFloat64(0, true))
    ? STRICT
    : PLAIN;
}
