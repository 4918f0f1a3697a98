import { ByteWriter } from "./byte-writer.ts";
import { charges } from "./cost-table.ts";
import { EMPTY_BLOCK, Op, trapIfNegative, ValueType } from "./emit.ts";

const NO_LOCALS = 0;

/** `(n) → n`, charging for a bulk operation of `n` bytes or elements before it runs. */
export function chargeBulkBody(fuelGlobal: number): Uint8Array {
  const code = new ByteWriter().u8(NO_LOCALS);
  code.u8(Op.globalGet).u32(fuelGlobal);
  code.u8(Op.localGet, 0, Op.i64ExtendI32U, Op.i64Const, charges.bulkShift, Op.i64ShrU);
  code.u8(Op.i64Const).signed(charges.bulkUnit).u8(Op.i64Mul, Op.i64Sub, Op.globalSet).u32(fuelGlobal);
  trapIfNegative(code.u8(Op.globalGet).u32(fuelGlobal));
  return code.u8(Op.localGet, 0, Op.end).bytes();
}

/**
 * `(delta) → pages before, or −1`, in place of `memory.grow`. Past `maximumPages` it fails as WebAssembly says; a
 * failure below is the host's (no memory left), which must never become a result: it sets the fault global and traps.
 */
export function growBody(maximumPages: number, fuelGlobal: number, faultGlobal: number): Uint8Array {
  const code = new ByteWriter().u8(1, 1, ValueType.i32);
  code.u8(Op.memorySize, 0, Op.i64ExtendI32U, Op.localGet, 0, Op.i64ExtendI32U, Op.i64Add);
  code.u8(Op.i64Const).signed(maximumPages).u8(Op.i64GtU, Op.if, EMPTY_BLOCK);
  code.u8(Op.i32Const).signed(-1).u8(Op.return, Op.end);

  code.u8(Op.globalGet).u32(fuelGlobal).u8(Op.localGet, 0, Op.i64ExtendI32U);
  code.u8(Op.i64Const).signed(charges.grownPage).u8(Op.i64Mul, Op.i64Sub, Op.globalSet).u32(fuelGlobal);
  trapIfNegative(code.u8(Op.globalGet).u32(fuelGlobal));

  code.u8(Op.localGet, 0, Op.memoryGrow, 0, Op.localTee, 1, Op.i32Const).signed(-1);
  code.u8(Op.i32Eq, Op.if, EMPTY_BLOCK, Op.i32Const, 1, Op.globalSet).u32(faultGlobal);
  return code.u8(Op.unreachable, Op.end, Op.localGet, 1, Op.end).bytes();
}

/** `(delta) → −1` for a module without memory, where nothing calls it. */
export function noGrowBody(): Uint8Array {
  return new ByteWriter().u8(NO_LOCALS, Op.i32Const).signed(-1).u8(Op.end).bytes();
}
