import type { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { f32, f64, i32, i64, type ValueTypeCode } from "./module-builder.ts";

/** An instruction without immediates: what it takes from the stack, and its bytes. */
export interface Operator {
  readonly operands: readonly ValueTypeCode[];
  readonly bytes: readonly number[];
}

type Row = readonly [result: ValueTypeCode, operands: readonly ValueTypeCode[], first: number, last: number];

const integerRows: readonly Row[] = [
  [i32, [i32], 0x45, 0x45],
  [i32, [i32, i32], 0x46, 0x4f],
  [i32, [i64], 0x50, 0x50],
  [i32, [i64, i64], 0x51, 0x5a],
  [i32, [i32], 0x67, 0x69],
  [i32, [i32, i32], 0x6a, 0x78],
  [i64, [i64], 0x79, 0x7b],
  [i64, [i64, i64], 0x7c, 0x8a],
  [i32, [i64], 0xa7, 0xa7],
  [i64, [i32], 0xac, 0xad],
  [i32, [i32], 0xc0, 0xc1],
  [i64, [i64], 0xc2, 0xc4],
];

const floatRows: readonly Row[] = [
  [i32, [f32, f32], 0x5b, 0x60],
  [i32, [f64, f64], 0x61, 0x66],
  [f32, [f32], 0x8b, 0x91],
  [f32, [f32, f32], 0x92, 0x98],
  [f64, [f64], 0x99, 0x9f],
  [f64, [f64, f64], 0xa0, 0xa6],
  [i32, [f32], 0xa8, 0xa9],
  [i32, [f64], 0xaa, 0xab],
  [i64, [f32], 0xae, 0xaf],
  [i64, [f64], 0xb0, 0xb1],
  [f32, [i32], 0xb2, 0xb3],
  [f32, [i64], 0xb4, 0xb5],
  [f32, [f64], 0xb6, 0xb6],
  [f64, [i32], 0xb7, 0xb8],
  [f64, [i64], 0xb9, 0xba],
  [f64, [f32], 0xbb, 0xbb],
  [i32, [f32], 0xbc, 0xbc],
  [i64, [f64], 0xbd, 0xbd],
  [f32, [i32], 0xbe, 0xbe],
  [f64, [i64], 0xbf, 0xbf],
];

/** Conversions that saturate, behind the prefix 0xFC. */
const saturating: readonly Row[] = [
  [i32, [f32], 0, 1],
  [i32, [f64], 2, 3],
  [i64, [f32], 4, 5],
  [i64, [f64], 6, 7],
];

/** Opcodes that trap for some operands: division, and conversion of what does not fit. */
const trapping = new Set([
  ...[0x6d, 0x6e, 0x6f, 0x70, 0x7f, 0x80, 0x81, 0x82],
  ...[0xa8, 0xa9, 0xaa, 0xab, 0xae, 0xaf, 0xb0, 0xb1],
]);

export interface Operators {
  readonly all: readonly Operator[];
  /** Those that never trap. */
  readonly safe: readonly Operator[];
}

/** Operators by the type of their result; without floats, a program has one meaning to the bit. */
export function operatorsByResult(floats: boolean): ReadonlyMap<ValueTypeCode, Operators> {
  const rows = floats ? [...integerRows, ...floatRows] : integerRows;
  const pairs = [
    ...rows.flatMap((row) => expand(row, [])),
    ...(floats ? saturating.flatMap((row) => expand(row, [0xfc])) : []),
  ];
  return new Map(
    [i32, i64, f32, f64].map((type) => {
      const all = pairs.filter(([result]) => result === type).map(([, operator]) => operator);
      return [type, { all, safe: all.filter(({ bytes }) => !trapping.has(bytes[0] ?? 0)) }];
    }),
  );
}

function expand(
  [result, operands, first, last]: Row,
  prefix: readonly number[],
): [ValueTypeCode, Operator][] {
  return Array.from({ length: last - first + 1 }, (_, index) => [
    result,
    { operands, bytes: [...prefix, first + index] },
  ]);
}

/** Opcodes of loads and stores, by type. */
export const loads: ReadonlyMap<ValueTypeCode, readonly number[]> = new Map([
  [i32, [0x28, 0x2c, 0x2d, 0x2e, 0x2f]],
  [i64, [0x29, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35]],
  [f32, [0x2a]],
  [f64, [0x2b]],
]);

export const stores: ReadonlyMap<ValueTypeCode, readonly number[]> = new Map([
  [i32, [0x36, 0x3a, 0x3b]],
  [i64, [0x37, 0x3c, 0x3d, 0x3e]],
  [f32, [0x38]],
  [f64, [0x39]],
]);

const CONST: ReadonlyMap<ValueTypeCode, number> = new Map([
  [i32, 0x41],
  [i64, 0x42],
  [f32, 0x43],
  [f64, 0x44],
]);
/** A constant with these bits, as far as the type has room for them. */
export function writeConstant(code: ByteWriter, type: ValueTypeCode, bits: bigint): void {
  code.u8(CONST.get(type) ?? 0);
  if (type === i32) code.signed(BigInt.asIntN(32, bits));
  else if (type === i64) code.signed(BigInt.asIntN(64, bits));
  else if (type === f32) code.raw(new Uint8Array(Uint32Array.of(Number(bits & 0xffffffffn)).buffer));
  else code.raw(new Uint8Array(BigUint64Array.of(bits).buffer));
}
