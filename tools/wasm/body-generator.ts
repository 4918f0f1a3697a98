import { Body, FEW, type Surroundings } from "./body.ts";
import { i32, type Signature, type ValueTypeCode } from "./module-builder.ts";
import { stores } from "./operators.ts";
import type { Random } from "./random.ts";
import { ValueGenerator } from "./value-generator.ts";

const EMPTY = 0x40;
const END = 0x0b;
const DROP = 0x1a;
const NOP = 0x01;
const ROUNDS = 9;

/** Writes one function's body: statements, then its results. Each label knows the types that a branch to it carries. */
export class BodyGenerator {
  readonly #body: Body;
  readonly #values: ValueGenerator;

  /** `index` is the function's among the module's own; it mostly calls those before it. */
  constructor(random: Random, around: Surroundings, own: Signature, index: number) {
    this.#body = new Body(random, around, own, index);
    this.#values = new ValueGenerator(this.#body, (count, depth) => this.#statements(count, depth));
  }

  get locals(): readonly ValueTypeCode[] {
    return this.#body.locals;
  }

  code(): Uint8Array {
    const { random, own, code } = this.#body;
    this.#statements(3 + random.below(5), 0);
    for (const type of own.results) this.#values.write(type, 0);
    return code.bytes();
  }

  #statements(count: number, depth: number): void {
    for (let index = 0; index < count; index++) this.#statement(depth);
  }

  #statement(depth: number): void {
    if (this.#body.isExhausted(depth)) return;
    const { random, code } = this.#body;
    if (random.below(FEW) === 0) code.u8(NOP);
    const often = [this.#setLocal, this.#store, this.#loop];
    const seldom = [this.#setGlobal, this.#condition, this.#typedBlock, this.#bulk, this.#callHost];
    const ways = [this.#branch, this.#leave, this.#callAndDrop];
    random.pick([...often, ...often, ...seldom, ...ways]).call(this, depth);
  }

  #setLocal(depth: number): void {
    const { random, slots, code } = this.#body;
    const index = random.below(slots.length);
    this.#values.write(slots[index] ?? i32, depth + 1);
    code.u8(0x21).u32(index);
  }

  #setGlobal(depth: number): void {
    const { random, around, code } = this.#body;
    const index = random.below(around.globals.length);
    this.#values.write(around.globals[index] ?? i32, depth + 1);
    code.u8(0x24).u32(index);
  }

  #store(depth: number): void {
    const { random, around, code } = this.#body;
    const type = random.pick(around.types);
    this.#values.address(depth);
    this.#values.write(type, depth + 1);
    code.u8(random.pick(stores.get(type) ?? []), 0).u32(random.below(64));
  }

  /** A loop that goes round while a condition holds: few times in most loops, for ever in some. */
  #loop(depth: number): void {
    const { random, code } = this.#body;
    code.u8(0x03, EMPTY);
    this.#body.within([], () => {
      this.#statements(1 + random.below(3), depth + 1);
      this.#values.write(i32, depth + 1);
      if (random.below(4 * FEW) > 0) this.#countRound();
      code.u8(0x0d, 0);
    });
    code.u8(END);
  }

  /** Lets the i32 on the stack be true for so many rounds of the whole function only. */
  #countRound(): void {
    const { code, counter } = this.#body;
    code.u8(0x45, 0x45, 0x20).u32(counter).u8(0x41, 1, 0x6a, 0x22).u32(counter);
    code.u8(0x41).signed(ROUNDS).u8(0x48, 0x71);
  }

  #condition(depth: number): void {
    const { random, code } = this.#body;
    this.#values.write(i32, depth + 1);
    code.u8(0x04, EMPTY);
    this.#body.within([], () => {
      this.#statements(2, depth + 1);
      if (random.below(2) === 0) {
        code.u8(0x05);
        this.#statements(2, depth + 1);
      }
    });
    code.u8(END);
  }

  /** A branch, conditional or by table, out of blocks that carry nothing. */
  #branch(depth: number): void {
    const { random, labels, code } = this.#body;
    const targets = [...labels.keys()].filter((label) => labels[label]?.length === 0);
    if (targets.length === 0) return;
    const distance = () => labels.length - 1 - random.pick(targets);
    if (random.below(3) > 0) {
      this.#values.write(i32, depth + 1);
      code.u8(0x0d).u32(distance());
      return;
    }
    code.u8(0x02, EMPTY);
    this.#body.within([], () => {
      this.#values.write(i32, depth + 1);
      code.u8(0x0e, 2).u32(0).u32(distance()).u32(0);
    });
    code.u8(END);
  }

  /** A block that takes a value and gives two. */
  #typedBlock(depth: number): void {
    const { random, around, code } = this.#body;
    const [given, one, other] = [0, 1, 2].map(() => random.pick(around.types)) as [number, number, number];
    this.#values.write(given, depth + 1);
    code.u8(0x02).signed(around.typeIndex({ params: [given], results: [one, other] }));
    code.u8(DROP);
    this.#body.within([one, other], () => {
      this.#statements(random.below(3), depth + 1);
      this.#values.write(one, depth + 1);
      this.#values.write(other, depth + 1);
    });
    code.u8(END, DROP, DROP);
  }

  /** Under a condition: goes to any label with the values that it wants, returns, or seldom traps. */
  #leave(depth: number): void {
    const { random, own, labels, code } = this.#body;
    this.#values.write(i32, depth + 1);
    const target = random.below(labels.length);
    const carried = labels[target] ?? [];
    code.u8(0x04, EMPTY);
    this.#body.within([], () => {
      if (random.below(FEW) === 0) {
        code.u8(0x00);
        return;
      }
      const returns = random.below(3) === 0;
      for (const type of returns ? own.results : carried) this.#values.write(type, depth + 1);
      if (returns) code.u8(0x0f);
      else code.u8(0x0c).u32(labels.length - 1 - target);
    });
    code.u8(END);
  }

  #bulk(depth: number): void {
    this.#values.address(depth);
    const { random, code } = this.#body;
    const kinds = [this.#copy, this.#fill, this.#initialiseMemory];
    const altersTable = random.below(4 * FEW) === 0;
    if (random.below(2 * FEW) === 0) code.u8(DROP, 0xfc, random.pick([9, 13]), 0);
    else if (altersTable) this.#alterTable();
    else random.pick(kinds).call(this, depth);
  }

  #copy(depth: number): void {
    this.#values.address(depth);
    this.#body.constant(this.#body.random.below(300)).u8(0xfc, 10, 0, 0);
  }

  #fill(depth: number): void {
    this.#values.write(i32, depth + 1);
    this.#body.constant(this.#body.random.below(300)).u8(0xfc, 11, 0);
  }

  /** At the address on the stack. */
  #initialiseMemory(): void {
    const { random } = this.#body;
    this.#body.constant(random.below(32));
    this.#body.constant(random.below(32)).u8(0xfc, 8, 0, 0);
  }

  /** The address on the stack is not needed. */
  #alterTable(): void {
    const { random, around, code } = this.#body;
    code.u8(DROP);
    for (const operand of [random.below(around.tableSize - 2), 0, 2]) this.#body.constant(operand);
    code.u8(0xfc, random.pick([12, 14]), 0, 0);
  }

  #callAndDrop(depth: number): void {
    for (const _ of this.#call(depth)) this.#body.code.u8(DROP);
  }

  /** A call, some of them through the table; the results are left on the stack. */
  #call(depth: number): readonly ValueTypeCode[] {
    const { random, around, own, index: ownIndex, code } = this.#body;
    const recursive = random.below(3 * FEW) === 0;
    if (ownIndex === 0 && !recursive) return [];
    const index = random.below(recursive ? around.functions.length : ownIndex);
    const callee = around.functions[index] ?? own;
    for (const type of callee.params) this.#values.write(type, depth + 1);
    if (random.below(FEW) > 0) code.u8(0x10).u32(around.firstFunction + index);
    else {
      this.#values.write(i32, depth + 1);
      this.#body.constant(around.tableSize - 1).u8(0x71, 0x11);
      code.u32(around.typeIndex(callee)).u8(0);
    }
    return callee.results;
  }

  /** Copies calldata or context to memory, or takes bytes of it for the log, the result, or seldom a revert. */
  #callHost(depth: number): void {
    const { random, around, code } = this.#body;
    const { host } = around;
    this.#values.address(depth);
    const name = random.pick([
      "calldata_copy",
      "context_copy",
      "log",
      "set_result",
      random.below(FEW) === 0 ? "revert" : "log",
    ] as const);
    if (name === "calldata_copy") this.#body.constant(random.below(8));
    if (name !== "context_copy") this.#body.constant(random.below(24));
    code.u8(0x10).u32(host[name]);
  }
}
