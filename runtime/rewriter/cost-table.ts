import { opcodes } from "./opcodes.ts";

/** Makes no code in any compiler, and costs nothing. */
const structure = new Set(["nop", "block", "loop", "else", "end"]);

/**
 * An optimising compiler makes nothing of these: they live in registers and immediates. V8's baseline compiler runs
 * each, so that `charges.movesPerUnit` of them cost 1.
 */
const moves = new Set([
  "drop",
  "local.get",
  "local.set",
  "local.tee",
  "global.get",
  "i32.const",
  "i64.const",
  "f32.const",
  "f64.const",
]);

/**
 * Fuel per opcode; what is in none of these tables costs 1. `npm run bench -- calibrate` measures what each class takes
 * in a chain and side by side; the weights are at most near the mean of both, and lower where real code hides the time (a
 * load or a sum that nothing waits for, a branch that was foreseen). A store is dearer: in scripts it also marks, and far
 * stores miss caches. docs/runtime.md shows how little fuel a second then varies.
 */
const weights: Readonly<Record<string, number>> = {
  if: 2,
  br_if: 2,
  br_table: 10,
  call: 12,
  call_indirect: 12,
  "memory.grow": 4000,
  ...weigh(50, "memory.fill memory.copy memory.init table.init table.copy"),
  ...weigh(2, "i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u"),
  ...weigh(2, "i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u"),
  ...weigh(3, "i32.store i64.store f32.store f64.store i32.store8 i32.store16"),
  ...weigh(3, "i64.store8 i64.store16 i64.store32"),
  ...weigh(2, "i32.clz i32.ctz i32.popcnt i64.clz i64.ctz i64.popcnt"),
  ...weigh(3, "i32.mul i64.mul"),
  ...weigh(16, "i32.div_s i32.div_u i32.rem_s i32.rem_u"),
  ...weigh(24, "i64.div_s i64.div_u i64.rem_s i64.rem_u"),
  ...weigh(4, "f32.min f32.max f32.ceil f32.floor f32.trunc f32.nearest"),
  ...weigh(4, "f64.min f64.max f64.ceil f64.floor f64.trunc f64.nearest"),
  ...weigh(10, "f32.div f32.sqrt"),
  ...weigh(14, "f64.div f64.sqrt"),
  ...weigh(2, "f32.demote_f64 f64.promote_f32"),
  ...weigh(4, "f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u"),
  ...weigh(4, "f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u"),
  ...weigh(6, "i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u"),
  ...weigh(6, "i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u"),
  ...weigh(6, "i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u"),
  ...weigh(6, "i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u"),
};

/** What is charged beside the opcodes themselves, in fuel. */
export const charges = {
  /** Each entry of a function. */
  functionEntry: 4,
  /** Each time round a loop. */
  loopIteration: 2,
  /**
   * So many moves cost 1, counted by the segment and rounded down: the opcodes above, values that a block, a branch or a
   * call passes on, and parameters and locals at a function's entry.
   */
  movesPerUnit: 8,
  /** Each page of 64 KiB that `memory.grow` adds, before it runs. */
  grownPage: 65_536,
  /** A call pays for each page of 64 KiB that its memory begins with past these, as if it had grown. Kind wasm only. */
  freePages: 4,
  /** Bulk operations cost this for each 2^bulkShift bytes that they touch, before they run. */
  bulkUnit: 1,
  bulkShift: 3,
  /** Each element that `table.copy` or `table.init` touches, before they run: V8 makes each anew, in some 60 ns. */
  tableElement: 200,
  /** Each call of a host function, and each 2^bulkShift bytes that pass through it. */
  hostCall: 1000,
} as const;

/** The fuel that one execution of `opcode` costs, beside its moves. */
export function costOf(opcode: string): number {
  return structure.has(opcode) || moves.has(opcode) ? 0 : (weights[opcode] ?? 1);
}

/** 1 for an opcode that moves a value and does nothing else. */
export function movesOf(opcode: string): number {
  return moves.has(opcode) ? 1 : 0;
}

/** The whole table as text, one entry a line: what the execution domain hashes. */
export function costTableText(): string {
  const perOpcode = [...opcodes.values()].map(({ name }) => `${name} ${costOf(name)} ${movesOf(name)}`);
  const beside = Object.entries(charges).map(([name, value]) => `${name} ${value}`);
  return [...perOpcode, ...beside].join("\n");
}

function weigh(weight: number, names: string): Record<string, number> {
  return Object.fromEntries(names.split(" ").map((name) => [name, weight]));
}
