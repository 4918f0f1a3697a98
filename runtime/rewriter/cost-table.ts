import { opcodes } from "./opcodes.ts";

/**
 * Fuel per opcode; what is not listed costs 1. Structure that compiles to nothing costs 0, because every function
 * entry and every loop iteration is charged at least 1 anyway.
 */
const weights: Readonly<Record<string, number>> = {
  nop: 0,
  block: 0,
  loop: 0,
  else: 0,
  end: 0,
  br_table: 3,
  call: 3,
  call_indirect: 6,
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
  "f32.add": 2,
  "f32.sub": 2,
  "f32.mul": 2,
  "f32.div": 6,
  "f32.sqrt": 8,
  "f64.add": 2,
  "f64.sub": 2,
  "f64.mul": 2,
  "f64.div": 8,
  "f64.sqrt": 10,
  "memory.grow": 100,
};

/** What is charged beside the opcodes themselves, in fuel. */
export const charges = {
  /** Each entry of a function. */
  functionEntry: 2,
  /** Each time round a loop. */
  loopIteration: 1,
  /** Each page of 64 KiB that `memory.grow` adds, before it runs. */
  grownPage: 8192,
  /** Bulk operations cost this for each 2^bulkShift bytes (or table elements) that they touch, before they run. */
  bulkUnit: 1,
  bulkShift: 3,
  /** Each call of a host function, and each 2^bulkShift bytes that pass through it. */
  hostCall: 50,
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
