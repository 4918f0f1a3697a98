import { ByteWriter } from "./byte-writer.ts";
import { charges } from "./cost-table.ts";
import { EMPTY_BLOCK, Op, ValueType } from "./emit.ts";
import { meterUnits } from "./meter-layout.ts";

const NO_LOCALS = 0;
const METER = 1;

/** `(n, meter) → n, meter`, charging for a bulk operation of `n` bytes before it runs. */
export function chargeBulkBody(meterGlobal: number): Uint8Array {
  return chargeBody(charges.bulkUnit, charges.bulkShift, meterGlobal);
}

/** The same for `n` elements of a table. */
export function chargeElementsBody(meterGlobal: number): Uint8Array {
  return chargeBody(charges.tableElement, 0, meterGlobal);
}

function chargeBody(unit: number, shift: number, meterGlobal: number): Uint8Array {
  const code = new ByteWriter().u8(NO_LOCALS, Op.localGet, 0);
  code.u8(Op.localGet, METER, Op.localGet, 0, Op.i64ExtendI32U, Op.i64Const, shift, Op.i64ShrU);
  code.u8(Op.i64Const).signed(meterUnits(unit)).u8(Op.i64Mul, Op.i64Sub, Op.localTee, METER);
  trapIfOutOfFuel(code, meterGlobal);
  return code.u8(Op.localGet, METER, Op.end).bytes();
}

/**
 * `(delta, meter) → pages before or −1, meter`, in place of `memory.grow`. Past `maximumPages` it fails as WebAssembly
 * says; a failure below is the host's (no memory left), which must never become a result: it sets the fault global and
 * traps.
 */
export function growBody(maximumPages: number, meterGlobal: number, faultGlobal: number): Uint8Array {
  const pages = METER + 1;
  const code = new ByteWriter().u8(1, 1, ValueType.i32);
  code.u8(Op.memorySize, 0, Op.i64ExtendI32U, Op.localGet, 0, Op.i64ExtendI32U, Op.i64Add);
  code.u8(Op.i64Const).signed(maximumPages).u8(Op.i64GtU, Op.if, EMPTY_BLOCK);
  code.u8(Op.i32Const).signed(-1).u8(Op.localGet, METER, Op.return, Op.end);

  code.u8(Op.localGet, METER, Op.localGet, 0, Op.i64ExtendI32U);
  code.u8(Op.i64Const).signed(meterUnits(charges.grownPage)).u8(Op.i64Mul, Op.i64Sub, Op.localTee, METER);
  trapIfOutOfFuel(code, meterGlobal);

  code.u8(Op.localGet, 0, Op.memoryGrow, 0, Op.localTee, pages, Op.i32Const).signed(-1);
  code.u8(Op.i32Eq, Op.if, EMPTY_BLOCK, Op.i32Const, 1, Op.globalSet).u32(faultGlobal);
  return code.u8(Op.unreachable, Op.end, Op.localGet, pages, Op.localGet, METER, Op.end).bytes();
}

/** `(delta, meter) → −1, meter` for a module without memory, where nothing calls it. */
export function noGrowBody(): Uint8Array {
  return new ByteWriter().u8(NO_LOCALS, Op.i32Const).signed(-1).u8(Op.localGet, METER, Op.end).bytes();
}

/** An imported function as guest code calls it, with the meter: the host finds the meter in its global. */
export function importBody(index: number, parameters: number, meterGlobal: number): Uint8Array {
  const code = new ByteWriter().u8(NO_LOCALS, Op.localGet).u32(parameters).u8(Op.globalSet).u32(meterGlobal);
  for (let parameter = 0; parameter < parameters; parameter++) code.u8(Op.localGet).u32(parameter);
  return code.u8(Op.call).u32(index).u8(Op.globalGet).u32(meterGlobal).u8(Op.end).bytes();
}

/** A guest function as the host calls it, without the meter: it is taken from its global, and put back there. */
export function exportBody(index: number, parameters: number, meterGlobal: number): Uint8Array {
  const code = new ByteWriter().u8(NO_LOCALS);
  for (let parameter = 0; parameter < parameters; parameter++) code.u8(Op.localGet).u32(parameter);
  code.u8(Op.globalGet).u32(meterGlobal).u8(Op.call).u32(index);
  return code.u8(Op.globalSet).u32(meterGlobal).u8(Op.end).bytes();
}

/** Takes the meter from the stack; it is still in its local. */
function trapIfOutOfFuel(code: ByteWriter, meterGlobal: number): void {
  code.u8(Op.i64Const, 0, Op.i64LtS, Op.if, EMPTY_BLOCK);
  code.u8(Op.localGet, METER, Op.globalSet).u32(meterGlobal).u8(Op.unreachable, Op.end);
}
