import { type Body, FEW } from "./body.ts";
import { f32, f64, i32, i64, type ValueTypeCode } from "./module-builder.ts";
import { loads, writeConstant } from "./operators.ts";

const ELSE = 0x05;
const END = 0x0b;
/** NaNs of every kind. */
const NANS_64 = [0x7ff8000000000000n, 0xfff8000000000001n, 0x7ff0000000000001n, 0xffffffffffffffffn];
const NANS_32 = [0x7fc00000n, 0xffc00001n, 0x7f800001n, 0xffffffffn];

/** Writes instructions that leave one value of a wanted type on the stack. */
export class ValueGenerator {
  readonly #body: Body;
  readonly #statements: (count: number, depth: number) => void;

  /** @param statements writes statements, which stand inside of some values */
  constructor(body: Body, statements: (count: number, depth: number) => void) {
    this.#body = body;
    this.#statements = statements;
  }

  write(type: ValueTypeCode, depth: number): void {
    const kinds = [this.#getLocal, this.#operation, this.#load, this.#block, this.#select, this.#fromOutside];
    const kind = this.#body.isExhausted(depth)
      ? this.#constant
      : this.#body.random.pick([...kinds, this.#operation, this.#constant]);
    kind.call(this, type, depth);
  }

  /** An address that is inside of the first page, but for the offset. */
  address(depth: number): void {
    this.write(i32, depth + 1);
    this.#body.constant(0xffff).u8(0x71);
  }

  #constant(type: ValueTypeCode): void {
    const { random, code } = this.#body;
    const nans = type === f32 ? NANS_32 : type === f64 ? NANS_64 : undefined;
    const bits = random.bits();
    const special = nans ? random.pick(nans) : bits & 15n;
    writeConstant(code, type, random.below(3) === 0 ? special : bits);
  }

  /** A local's value, or one that it is given by the way; a global's where there is no local of the type. */
  #getLocal(type: ValueTypeCode, depth: number): void {
    const { around, slots, random, code } = this.#body;
    const local = slots.indexOf(type, random.below(slots.length));
    const gives = random.below(4) === 0;
    if (local >= 0 && gives) this.write(type, depth + 1);
    if (local < 0) code.u8(0x23).u32(around.globals.indexOf(type));
    else code.u8(gives ? 0x22 : 0x20).u32(local);
  }

  #operation(type: ValueTypeCode, depth: number): void {
    const { around, random, code } = this.#body;
    const { safe, all } = around.operators.get(type) ?? { safe: [], all: [] };
    const { operands, bytes } = random.pick(random.below(FEW / 2) === 0 ? all : safe);
    for (const operand of operands) this.write(operand, depth + 1);
    code.u8(...bytes);
  }

  #load(type: ValueTypeCode, depth: number): void {
    const { random, code } = this.#body;
    this.address(depth);
    code.u8(random.pick(loads.get(type) ?? []), 0).u32(random.below(64));
  }

  /** A block or an if with a value, which a branch may leave early. */
  #block(type: ValueTypeCode, depth: number): void {
    const { random, code } = this.#body;
    const chooses = random.below(2) === 0;
    if (chooses) this.write(i32, depth + 1);
    code.u8(chooses ? 0x04 : 0x02, type);
    this.#body.within([type], () => {
      this.#statements(random.below(3), depth + 1);
      this.write(type, depth + 1);
      if (chooses) {
        code.u8(ELSE);
        this.write(type, depth + 1);
      } else {
        this.write(i32, depth + 1);
        code.u8(0x0d, 0);
      }
    });
    code.u8(END);
  }

  #select(type: ValueTypeCode, depth: number): void {
    this.write(type, depth + 1);
    this.write(type, depth + 1);
    this.write(i32, depth + 1);
    const { random, code } = this.#body;
    if (random.below(4) === 0) code.u8(0x1c, 1, type);
    else code.u8(0x1b);
  }

  /** The memory's size, or its size before it grew (seldom by anything); 64 random bits; the calldata's length. */
  #fromOutside(type: ValueTypeCode, depth: number): void {
    const { around, random, code } = this.#body;
    const choice = random.below(2 * FEW);
    if (type === i64) code.u8(0x10).u32(around.host.random);
    else if (type !== i32) this.#operation(type, depth);
    else if (choice < FEW) code.u8(0x3f, 0);
    else if (choice < FEW + 4) code.u8(0x10).u32(around.host.calldata_size);
    else this.#body.constant(choice === FEW + 4 ? random.below(3) : 0).u8(0x40, 0);
  }
}
