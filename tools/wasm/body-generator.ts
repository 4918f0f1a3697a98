import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { f32, f64, i32, type Signature, type ValueTypeCode } from "./module-builder.ts";
import { loads, type Operators, stores, writeConstant } from "./operators.ts";
import type { Random } from "./random.ts";

/** What a function's body may use of its module. */
export interface Surroundings {
  readonly types: readonly ValueTypeCode[];
  readonly functions: readonly Signature[];
  readonly typeIndex: (signature: Signature) => number;
  readonly operators: ReadonlyMap<ValueTypeCode, Operators>;
  readonly globals: readonly ValueTypeCode[];
  readonly tableSize: number;
}

const EMPTY = 0x40;
const END = 0x0b;
const DEEPEST = 5;
const ROUNDS = 9;
/** What would end most programs at once, such as a trap or recursion, is written once in so many times. */
const FEW = 12;
/** NaNs of every kind. */
const NANS_64 = [0x7ff8000000000000n, 0xfff8000000000001n, 0x7ff0000000000001n, 0xffffffffffffffffn];
const NANS_32 = [0x7fc00000n, 0xffc00001n, 0x7f800001n, 0xffffffffn];

/** Writes one function's body: statements, then its results. Each label knows the types that a branch to it carries. */
export class BodyGenerator {
  readonly locals: readonly ValueTypeCode[];
  readonly #random: Random;
  readonly #around: Surroundings;
  readonly #own: Signature;
  readonly #index: number;
  readonly #slots: readonly ValueTypeCode[];
  readonly #code = new ByteWriter();
  readonly #labels: (readonly ValueTypeCode[])[];
  /** Nodes that may still be written; then only constants follow. */
  #budget = 100;

  /** `index` is the function's among the module's own; it mostly calls those before it. */
  constructor(random: Random, around: Surroundings, own: Signature, index: number) {
    this.#index = index;
    this.#random = random;
    this.#around = around;
    this.#own = own;
    const locals = Array.from({ length: 1 + random.below(5) }, () => random.pick(around.types));
    this.#slots = [...own.params, ...locals];
    this.locals = [...locals, i32];
    this.#labels = [own.results];
  }

  code(): Uint8Array {
    this.#statements(3 + this.#random.below(5), 0);
    for (const type of this.#own.results) this.#value(type, 0);
    return this.#code.bytes();
  }

  #statements(count: number, depth: number): void {
    for (let index = 0; index < count; index++) this.#statement(depth);
  }

  #statement(depth: number): void {
    if (--this.#budget < 0 || depth > DEEPEST) return;
    const kinds = [this.#setLocal, this.#setGlobal, this.#store, this.#loop, this.#condition, this.#bulk];
    this.#random
      .pick([...kinds, this.#setLocal, this.#store, this.#loop, this.#branch, this.#callAndDrop])
      .call(this, depth);
  }

  #setLocal(depth: number): void {
    const index = this.#random.below(this.#slots.length);
    this.#value(this.#slots[index] ?? i32, depth + 1);
    this.#code.u8(0x21).u32(index);
  }

  #setGlobal(depth: number): void {
    const index = this.#random.below(this.#around.globals.length);
    this.#value(this.#around.globals[index] ?? i32, depth + 1);
    this.#code.u8(0x24).u32(index);
  }

  #store(depth: number): void {
    const type = this.#random.pick(this.#around.types);
    this.#address(depth);
    this.#value(type, depth + 1);
    this.#code.u8(this.#random.pick(stores.get(type) ?? []), 0).u32(this.#random.below(64));
  }

  /** A loop that goes round while a condition holds: few times in most loops, for ever in some. */
  #loop(depth: number): void {
    this.#labels.push([]);
    this.#code.u8(0x03, EMPTY);
    this.#statements(1 + this.#random.below(3), depth + 1);
    this.#value(i32, depth + 1);
    if (this.#random.below(FEW) > 0) this.#countRound();
    this.#code.u8(0x0d, 0, END);
    this.#labels.pop();
  }

  /** Lets the i32 on the stack be true for so many rounds of the whole function only. */
  #countRound(): void {
    const counter = this.#slots.length;
    this.#code.u8(0x45, 0x45, 0x20).u32(counter).u8(0x41, 1, 0x6a, 0x22).u32(counter);
    this.#code.u8(0x41).signed(ROUNDS).u8(0x48, 0x71);
  }

  #condition(depth: number): void {
    this.#value(i32, depth + 1);
    this.#labels.push([]);
    this.#code.u8(0x04, EMPTY);
    this.#statements(2, depth + 1);
    if (this.#random.below(2) === 0) {
      this.#code.u8(0x05);
      this.#statements(2, depth + 1);
    }
    this.#code.u8(END);
    this.#labels.pop();
  }

  /** A branch, conditional or by table, out of blocks that carry nothing. */
  #branch(depth: number): void {
    const targets = [...this.#labels.keys()].filter((label) => this.#labels[label]?.length === 0);
    if (targets.length === 0) return;
    const distance = () => this.#labels.length - 1 - this.#random.pick(targets);
    if (this.#random.below(3) > 0) {
      this.#value(i32, depth + 1);
      this.#code.u8(0x0d).u32(distance());
      return;
    }
    this.#code.u8(0x02, EMPTY);
    this.#labels.push([]);
    this.#value(i32, depth + 1);
    this.#code.u8(0x0e, 2).u32(0).u32(distance()).u32(0).u8(END);
    this.#labels.pop();
  }

  #bulk(depth: number): void {
    this.#address(depth);
    const kind = this.#random.below(4);
    if (this.#random.below(FEW) === 0) this.#code.u8(0x1a, 0xfc, this.#random.pick([9, 13]), 0);
    else if (kind === 3) this.#segment(12, [this.#random.below(this.#around.tableSize - 2), 0, 2], [0, 0]);
    else if (kind === 2) this.#segment(8, undefined, [0, 0]);
    else {
      this.#address(depth);
      this.#code.u8(0x41).signed(this.#random.below(300));
      this.#code.u8(0xfc, ...(kind === 1 ? [10, 0, 0] : [11, 0]));
    }
  }

  /** `memory.init` at the address on the stack, or `table.init` with operands of its own. */
  #segment(opcode: number, operands: readonly number[] | undefined, immediates: readonly number[]): void {
    if (operands) this.#code.u8(0x1a);
    for (const operand of operands ?? [this.#random.below(32), this.#random.below(32)]) {
      this.#code.u8(0x41).signed(operand);
    }
    this.#code.u8(0xfc, opcode, ...immediates);
  }

  #callAndDrop(depth: number): void {
    for (const _ of this.#call(depth)) this.#code.u8(0x1a);
  }

  /** A call, some of them through the table; the results are left on the stack. */
  #call(depth: number): readonly ValueTypeCode[] {
    const recursive = this.#random.below(3 * FEW) === 0;
    if (this.#index === 0 && !recursive) return [];
    const index = this.#random.below(recursive ? this.#around.functions.length : this.#index);
    const callee = this.#around.functions[index] ?? this.#own;
    for (const type of callee.params) this.#value(type, depth + 1);
    if (this.#random.below(FEW) > 0) this.#code.u8(0x10).u32(index);
    else {
      this.#value(i32, depth + 1);
      this.#code
        .u8(0x41)
        .signed(this.#around.tableSize - 1)
        .u8(0x71);
      this.#code.u8(0x11).u32(this.#around.typeIndex(callee)).u8(0);
    }
    return callee.results;
  }

  /** An address that is inside of the first page, but for the offset. */
  #address(depth: number): void {
    this.#value(i32, depth + 1);
    this.#code.u8(0x41).signed(0xffff).u8(0x71);
  }

  #value(type: ValueTypeCode, depth: number): void {
    const exhausted = --this.#budget < 0 || depth > DEEPEST;
    const kinds = [this.#getLocal, this.#operation, this.#load, this.#block, this.#select, this.#pages];
    const kind = exhausted ? this.#constant : this.#random.pick([...kinds, this.#operation, this.#constant]);
    kind.call(this, type, depth);
  }

  #constant(type: ValueTypeCode): void {
    const nans = type === f32 ? NANS_32 : type === f64 ? NANS_64 : undefined;
    const bits = this.#random.bits();
    const special = nans ? this.#random.pick(nans) : bits & 15n;
    writeConstant(this.#code, type, this.#random.below(3) === 0 ? special : bits);
  }

  #getLocal(type: ValueTypeCode): void {
    const global = this.#around.globals.indexOf(type);
    const local = this.#slots.indexOf(type, this.#random.below(this.#slots.length));
    this.#code.u8(local < 0 ? 0x23 : 0x20).u32(local < 0 ? global : local);
  }

  #operation(type: ValueTypeCode, depth: number): void {
    const { safe, all } = this.#around.operators.get(type) ?? { safe: [], all: [] };
    const { operands, bytes } = this.#random.pick(this.#random.below(FEW) === 0 ? all : safe);
    for (const operand of operands) this.#value(operand, depth + 1);
    this.#code.u8(...bytes);
  }

  #load(type: ValueTypeCode, depth: number): void {
    this.#address(depth);
    this.#code.u8(this.#random.pick(loads.get(type) ?? []), 0).u32(this.#random.below(64));
  }

  /** A block or an if with a value, which a branch may leave early. */
  #block(type: ValueTypeCode, depth: number): void {
    const chooses = this.#random.below(2) === 0;
    if (chooses) this.#value(i32, depth + 1);
    this.#labels.push([type]);
    this.#code.u8(chooses ? 0x04 : 0x02, type);
    this.#statements(this.#random.below(3), depth + 1);
    this.#value(type, depth + 1);
    if (chooses) {
      this.#code.u8(0x05);
      this.#value(type, depth + 1);
    } else {
      this.#value(i32, depth + 1);
      this.#code.u8(0x0d, 0);
    }
    this.#code.u8(END);
    this.#labels.pop();
  }

  #select(type: ValueTypeCode, depth: number): void {
    this.#value(type, depth + 1);
    this.#value(type, depth + 1);
    this.#value(i32, depth + 1);
    this.#code.u8(0x1b);
  }

  /** The memory's size, or its size before it grew. */
  #pages(type: ValueTypeCode, depth: number): void {
    if (type !== i32) this.#operation(type, depth);
    else if (this.#random.below(3) > 0) this.#code.u8(0x3f, 0);
    else this.#code.u8(0x41).signed(this.#random.below(3)).u8(0x40, 0);
  }
}
