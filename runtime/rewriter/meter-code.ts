import type { ByteWriter } from "./byte-writer.ts";
import { EMPTY_BLOCK, Op } from "./emit.ts";
import type { Layout } from "./layout.ts";
import { EXHAUSTED_MASK, meterUnits } from "./meter-layout.ts";

/** Writes the code that works on the meter of one function. */
export class MeterCode {
  readonly #local: number;
  readonly #layout: Layout;

  /** @param local the meter's: the source's parameters come before it, and its locals after */
  constructor(local: number, layout: Layout) {
    this.#local = local;
    this.#layout = layout;
  }

  /** Charges a segment, or gives back what was charged ahead. */
  charge(code: ByteWriter, fuel: number): void {
    if (fuel !== 0) this.#subtract(code, meterUnits(fuel)).u8(Op.localSet).u32(this.#local);
  }

  /** Traps if there is no fuel left. */
  check(code: ByteWriter): void {
    this.#trapIf(code.u8(Op.localGet).u32(this.#local).u8(Op.i64Const, 0, Op.i64LtS));
  }

  /** Takes a frame's slots, charges the first segment, and traps unless both were there. */
  enter(code: ByteWriter, fuel: number, slots: number): void {
    this.#subtract(code, meterUnits(fuel, slots)).u8(Op.localTee).u32(this.#local);
    this.#trapIf(code.u8(Op.i64Const).signed(EXHAUSTED_MASK).u8(Op.i64And, Op.i64Const, 0, Op.i64Ne));
  }

  /** Leaves the meter on the stack, with the frame's slots given back. */
  leave(code: ByteWriter, slots: number): void {
    code.u8(Op.localGet).u32(this.#local);
    if (slots > 0) code.u8(Op.i64Const).signed(slots).u8(Op.i64Add);
  }

  call(code: ByteWriter, callee: number): void {
    code.u8(Op.localGet).u32(this.#local).u8(Op.call).u32(callee).u8(Op.localSet).u32(this.#local);
  }

  /** The meter goes below the index into the table, which waits in the local `index`. */
  callIndirect(code: ByteWriter, type: number, table: number, index: number): void {
    code.u8(Op.localSet).u32(index).u8(Op.localGet).u32(this.#local).u8(Op.localGet).u32(index);
    code.u8(Op.callIndirect).u32(this.#layout.twin(type)).u32(table).u8(Op.localSet).u32(this.#local);
  }

  #subtract(code: ByteWriter, units: number): ByteWriter {
    return code.u8(Op.localGet).u32(this.#local).u8(Op.i64Const).signed(units).u8(Op.i64Sub);
  }

  /** Saves the meter for the host and traps, if the i32 on the stack is not zero. */
  #trapIf(code: ByteWriter): void {
    code.u8(Op.if, EMPTY_BLOCK, Op.localGet).u32(this.#local);
    code.u8(Op.globalSet).u32(this.#layout.meterGlobal).u8(Op.unreachable, Op.end);
  }
}
