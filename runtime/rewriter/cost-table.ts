import { opcodes } from "./opcodes.ts";

/**
 * Fuel per opcode; what is not listed costs 1. What an optimising compiler makes nothing of weighs 0 (structure; locals
 * and constants, which live in registers and immediates): `charges.movesPerUnit` of it cost 1, for the other compiler.
 */
const weights: Readonly<Record<string, number>> = {
  nop: 0,
  block: 0,
  loop: 0,
  else: 0,
  end: 0,
  drop: 0,
  "local.get": 0,
  "local.set": 0,
  "local.tee": 0,
  "i32.const": 0,
  "i64.const": 0,
  "f32.const": 0,
  "f64.const": 0,
  br_table: 4,
  call: 6,
  call_indirect: 10,
  "i32.store": 2,
  "i64.store": 2,
  "f32.store": 2,
  "f64.store": 2,
  "i32.store8": 2,
  "i32.store16": 2,
  "i64.store8": 2,
  "i64.store16": 2,
  "i64.store32": 2,
  "i32.mul": 2,
  "i64.mul": 2,
  "i32.div_s": 10,
  "i32.div_u": 10,
  "i32.rem_s": 10,
  "i32.rem_u": 10,
  "i64.div_s": 16,
  "i64.div_u": 16,
  "i64.rem_s": 16,
  "i64.rem_u": 16,
  "f32.div": 6,
  "f32.sqrt": 8,
  "f64.div": 8,
  "f64.sqrt": 10,
  "memory.grow": 300,
  "table.init": 20,
  "table.copy": 20,
};

/** What is charged beside the opcodes themselves, in fuel. */
export const charges = {
  /** Each entry of a function. */
  functionEntry: 4,
  /** Each time round a loop. */
  loopIteration: 2,
  /**
   * So many moves cost 1, counted by the segment and rounded down: opcodes that weigh 0, values that a block, a branch or
   * a call passes on, and parameters and locals at a function's entry. V8's baseline compiler runs each of them.
   */
  movesPerUnit: 8,
  /** Each page of 64 KiB that `memory.grow` adds, before it runs. */
  grownPage: 8192,
  /** A call pays for each page of 64 KiB that its memory begins with past these, as if it had grown. Kind wasm only. */
  freePages: 4,
  /** Bulk operations cost this for each 2^bulkShift bytes (or table elements) that they touch, before they run. */
  bulkUnit: 1,
  bulkShift: 3,
  /** Each call of a host function, and each 2^bulkShift bytes that pass through it. */
  hostCall: 100,
} as const;

/** The fuel that one execution of `opcode` costs. */
export function costOf(name: string): number {
  return weights[name] ?? 1;
}

/** The whole table as text, one entry a line: what the execution domain hashes. */
export function costTableText(): string {
  const perOpcode = [...opcodes.values()].map(({ name }) => `${name} ${costOf(name)}`);
  const beside = Object.entries(charges).map(([name, value]) => `${name} ${value}`);
  return [...perOpcode, ...beside].join("\n");
}
