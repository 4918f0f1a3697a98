import { opcodes } from "./opcodes.ts";

/**
 * What an instruction gives. `loose`: a float whose NaN bits WebAssembly leaves open, which differ between V8's
 * compilers (Core Specification 2.0, section 4.3.3). `strict`: a value whose bits are given; `plain`: a number, no NaN.
 */
export type Result = "none" | "strict" | "plain" | "loose f32" | "loose f64";

/** How an instruction changes the operand stack, if that depends on its opcode alone. */
export interface Effect {
  readonly pops: number;
  readonly result: Result;
  /** Its operands' bits become visible. */
  readonly exposes: boolean;
}

const LOOSE = /^f(32|64)\.(add|sub|mul|div|min|max|sqrt|ceil|floor|trunc|nearest|demote_f64|promote_f32)$/;
const UNARY =
  /\.(eqz|clz|ctz|popcnt|sqrt|ceil|floor|trunc|nearest)$|\.(load|wrap|extend|trunc_|convert|demote|promote|reinterpret)/;
const EXPOSING = /\.store|\.reinterpret_f|\.copysign|^global\.set$/;

const special: Readonly<Record<string, readonly [pops: number, result: Result]>> = {
  nop: [0, "none"],
  unreachable: [0, "none"],
  drop: [1, "none"],
  "global.get": [0, "strict"],
  "global.set": [1, "none"],
  "memory.size": [0, "strict"],
  "memory.grow": [1, "strict"],
  "memory.init": [3, "none"],
  "memory.copy": [3, "none"],
  "memory.fill": [3, "none"],
  "table.init": [3, "none"],
  "table.copy": [3, "none"],
  "data.drop": [0, "none"],
  "elem.drop": [0, "none"],
};

/** The effects by the opcodes' names; only meaningful for those that value-flow.ts does not treat itself. */
export const effects: ReadonlyMap<string, Effect> = new Map(
  [...opcodes.values()].map(({ name }) => [name, { ...effectOf(name), exposes: EXPOSING.test(name) }]),
);

function effectOf(name: string): Pick<Effect, "pops" | "result"> {
  const [pops, result] = special[name] ?? [popsOf(name), resultOf(name)];
  return { pops, result };
}

function popsOf(name: string): number {
  if (name.endsWith(".const")) return 0;
  return UNARY.test(name) ? 1 : 2;
}

function resultOf(name: string): Result {
  if (name.includes(".store")) return "none";
  if (name.includes(".convert_")) return "plain";
  if (!LOOSE.test(name)) return "strict";
  return name.startsWith("f32") ? "loose f32" : "loose f64";
}
