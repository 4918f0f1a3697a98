import { f32, f64, i32, i64, type ValueTypeCode } from "../wasm/module-builder.ts";
import type { Value } from "./script.ts";

const CODES: Readonly<Record<string, ValueTypeCode>> = { i32, i64, f32, f64 };

/** @throws for types that no accepted module has, such as v128. */
export function typeCode({ type }: Value): ValueTypeCode {
  const code = CODES[type];
  if (code === undefined) throw new TypeError(`${type} is not a number type`);
  return code;
}

export function width(type: ValueTypeCode): 32 | 64 {
  return type === i64 || type === f64 ? 64 : 32;
}

/** A number's bits, unsigned. */
export function bitsOf({ type, value = "0" }: Value): bigint {
  return BigInt.asUintN(width(typeCode({ type })), BigInt(value));
}

/** Whether the bits are what the script expects; `nan:canonical` and `nan:arithmetic` stand for sets of NaNs. */
export function matches(bits: bigint, expected: Value): boolean {
  const wide = width(typeCode(expected)) === 64;
  const magnitude = BigInt.asUintN(wide ? 63 : 31, bits);
  const canonical = wide ? 0x7ff8000000000000n : 0x7fc00000n;
  if (expected.value === "nan:canonical") return magnitude === canonical;
  if (expected.value === "nan:arithmetic") return (magnitude & canonical) === canonical;
  return bits === bitsOf(expected);
}
