import type { ByteWriter } from "./byte-writer.ts";
import { Op, ValueType } from "./emit.ts";

type FloatType = typeof ValueType.f32 | typeof ValueType.f64;

/**
 * Instructions through which a NaN's bits become visible, by the float type on top of the stack. V8's compilers leave
 * different payloads and signs in a NaN, so it is made the canonical one just before. Source: WebAssembly Core
 * Specification 2.0, section 4.3.3 ("NaN propagation" is nondeterministic).
 */
export const nanSinks: ReadonlyMap<string, FloatType> = new Map([
  ["f32.store", ValueType.f32],
  ["f64.store", ValueType.f64],
  ["f32.copysign", ValueType.f32],
  ["f64.copysign", ValueType.f64],
  ["i32.reinterpret_f32", ValueType.f32],
  ["i64.reinterpret_f64", ValueType.f64],
]);

const CANONICAL_F32 = new Uint8Array(new Uint32Array([0x7fc00000]).buffer);
const CANONICAL_F64 = new Uint8Array(new BigUint64Array([0x7ff8000000000000n]).buffer);

/** Replaces a NaN on top of the stack by the canonical one; `scratch` is a local of the same type. */
export function canonicaliseTop(code: ByteWriter, type: FloatType, scratch: number): void {
  const single = type === ValueType.f32;
  code.u8(Op.localTee).u32(scratch);
  code.u8(single ? Op.f32Const : Op.f64Const).raw(single ? CANONICAL_F32 : CANONICAL_F64);
  code.u8(Op.localGet).u32(scratch).u8(Op.localGet).u32(scratch);
  code.u8(single ? Op.f32Eq : Op.f64Eq, Op.select);
}
