import type { ByteWriter } from "./byte-writer.ts";
import { Op, ValueType } from "./emit.ts";

const CANONICAL_F32 = new Uint8Array(new Uint32Array([0x7fc00000]).buffer);
const CANONICAL_F64 = new Uint8Array(new BigUint64Array([0x7ff8000000000000n]).buffer);

/** Replaces a NaN on top of the stack by the canonical one; `scratch` is a local of the same type. */
export function canonicaliseTop(code: ByteWriter, type: number, scratch: number): void {
  const single = type === ValueType.f32;
  code.u8(Op.localSet).u32(scratch).u8(Op.localGet).u32(scratch).u8(Op.localGet).u32(scratch);
  code.u8(single ? Op.f32Ne : Op.f64Ne, Op.if, type, single ? Op.f32Const : Op.f64Const);
  code
    .raw(single ? CANONICAL_F32 : CANONICAL_F64)
    .u8(Op.else, Op.localGet)
    .u32(scratch)
    .u8(Op.end);
}
