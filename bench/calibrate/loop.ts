// A loop in WebAssembly around many copies of one step, and what a step takes.

import { ValueType } from "../../runtime/rewriter/emit.ts";
import { assemble, type FunctionSource } from "../../test/runtime/helpers/wasm.ts";
import { assembleCode } from "./assembler.ts";

export type Type = keyof typeof ValueType;

/** One step of a loop, on an accumulator; all of it is of one type. */
export interface Step {
  readonly type: Type;
  /** @param own the accumulator's local @param other an operand's, which never changes */
  code(own: number, other: number): readonly string[];
}

/** Nanoseconds of a step. */
export interface StepTime {
  /** Each step waits for the one before. */
  readonly dependent: number;
  /** Eight accumulators, in turn: as many at once as the processor takes. */
  readonly independent: number;
}

/** Index 1 takes and gives an i32; index 2 does the same, with 16 parameters. */
const CALLEES: readonly FunctionSource[] = [1, 16].map((parameters) => ({
  params: Array<number>(parameters).fill(ValueType.i32),
  results: [ValueType.i32],
  code: assembleCode(["local.get 0", "i32.eqz"]),
}));

const COUNTER = 0;
const OTHER = 1;
const FIRST = 2;
const ACCUMULATORS = 8;
const COPIES = 32;
const ITERATIONS = 2_000;
const ROUNDS = 15;
/** The operand's cell is behind those of the accumulators; each has 8 bytes. */
const OTHER_CELL = ACCUMULATORS * 8;

const COUNT_DOWN = [`local.get ${COUNTER}`, "i32.const 1", "i32.sub", `local.tee ${COUNTER}`, "br_if 0"];

type Poke = (address: number, value: number | bigint) => void;
type Run = (iterations: number) => void;

/** The least of several rounds, in turn: whatever disturbs a round makes it longer. */
export function timeSteps(steps: readonly Step[]): StepTime[] {
  const runs = steps.flatMap((step) => [compile(step, 1), compile(step, ACCUMULATORS)]);
  const empty = compile({ type: "i32", code: () => [] }, 1);
  const [loop = 0, ...times] = leastOf([empty, ...runs]);
  const perStep = (value: number | undefined): number => ((value ?? Number.NaN) - loop) / COPIES;
  return steps.map((_, index) => ({
    dependent: perStep(times[2 * index]),
    independent: perStep(times[2 * index + 1]),
  }));
}

/** Nanoseconds of one time round an empty loop. */
export function timeEmptyLoop(): number {
  const [least = 0] = leastOf([compile({ type: "i32", code: () => [] }, 1)]);
  return least;
}

function leastOf(runs: readonly Run[]): number[] {
  const least = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, run] of runs.entries()) {
      least[index] = Math.min(least[index] ?? Number.NaN, timeOf(run));
    }
  }
  return least;
}

/** Nanoseconds of one time round. */
function timeOf(run: Run): number {
  const start = performance.now();
  run(ITERATIONS);
  return ((performance.now() - start) * 1e6) / ITERATIONS;
}

function compile({ type, code }: Step, accumulators: number): Run {
  const copies = Array.from({ length: COPIES }, (_, index) => code(FIRST + (index % accumulators), OTHER));
  const run: FunctionSource = {
    name: "run",
    params: [ValueType.i32],
    locals: Array<number>(1 + ACCUMULATORS).fill(ValueType[type]),
    code: assembleCode([...load(type), "loop", ...copies.flat(), ...COUNT_DOWN, "end", ...save(type)]),
  };
  const poke: FunctionSource = {
    name: "poke",
    params: [ValueType.i32, ValueType[type]],
    code: assembleCode(["local.get 0", "local.get 1", `${type}.store 0`]),
  };
  const source = { functions: [run, ...CALLEES, poke], memory: [2], globals: [1, 2], table: [1] } as const;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble(source)));
  writeCells(type, exports.poke as Poke);
  return exports.run as Run;
}

/** From memory, so that no compiler knows the values. */
function load(type: Type): string[] {
  const locals = [...Array(1 + ACCUMULATORS).keys()].map((index) => OTHER + index);
  return locals.flatMap((local) => ["i32.const 0", `${type}.load ${cellOf(local)}`, `local.set ${local}`]);
}

/** So that nothing is computed in vain; not over the cells that loads follow. */
function save(type: Type): string[] {
  const locals = [...Array(ACCUMULATORS).keys()].map((index) => FIRST + index);
  return locals.flatMap((local) => ["i32.const 0", `local.get ${local}`, `${type}.store 1024`]);
}

function cellOf(local: number): number {
  return local === OTHER ? OTHER_CELL : (local - FIRST) * 8;
}

/** An integer is its cell's own address, so that loads can follow it; the operand is 3, and floats are near 1. */
function writeCells(type: Type, poke: Poke): void {
  for (let at = 0; at <= OTHER_CELL; at += 8) {
    const integer = at === OTHER_CELL ? 3 : at;
    if (type === "i64") poke(at, BigInt(integer));
    else poke(at, type === "i32" ? integer : 1.0009765625);
  }
}
