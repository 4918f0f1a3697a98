import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { BodyGenerator, type Surroundings } from "./body-generator.ts";
import { f32, f64, i32, i64, ModuleBuilder, type Signature, type ValueTypeCode } from "./module-builder.ts";
import { operatorsByResult, writeConstant } from "./operators.ts";
import { Random } from "./random.ts";

export interface GeneratedProgram {
  /** It exports `run: () -> i64` and `memory`. */
  readonly bytes: Uint8Array;
  /** Whether it computes with floats, whose NaNs WebAssembly leaves open. */
  readonly floats: boolean;
}

const STORE: readonly (readonly [ValueTypeCode, number])[] = [
  [i32, 0x36],
  [i64, 0x37],
  [f32, 0x38],
  [f64, 0x39],
];
const TABLE_SIZE = 8;

/**
 * A valid module from a seed: control flow with values, calls, recursion, a table, memory, globals, segments, and traps
 * of every kind. It need not end: run it with little fuel.
 */
export function generateProgram(seed: bigint): GeneratedProgram {
  const random = new Random(seed);
  const floats = random.below(2) === 1;
  const types = floats ? [i32, i64, f32, f64] : [i32, i64];
  const module = new ModuleBuilder();
  const functions = Array.from({ length: 2 + random.below(5) }, () => signature(random, types));
  const surroundings: Surroundings = {
    types,
    functions,
    typeIndex: (wanted) => module.type(wanted),
    operators: operatorsByResult(floats),
    globals: types,
    tableSize: TABLE_SIZE,
  };
  for (const [index, own] of functions.entries()) {
    const body = new BodyGenerator(random, surroundings, own, index);
    module.addFunction(own, body.locals, body.code());
  }
  addState(module, random, surroundings);
  addRun(module, surroundings, random);
  return { bytes: module.bytes(), floats };
}

function signature(random: Random, types: readonly ValueTypeCode[]): Signature {
  const some = (most: number) => Array.from({ length: random.below(most + 1) }, () => random.pick(types));
  return { params: some(3), results: some(2) };
}

function addState(module: ModuleBuilder, random: Random, { types, functions }: Surroundings): void {
  module.addTable(TABLE_SIZE);
  module.addMemory(1, 4);
  module.exportMemory("memory", 0);
  for (const type of types) {
    const value = new ByteWriter();
    writeConstant(value, type, random.bits());
    module.addGlobal(type, true, value.bytes());
  }
  const members = Array.from({ length: TABLE_SIZE - 2 }, () => random.below(functions.length));
  module.addActiveElements(0, members);
  module.addPassiveElements(members.slice(0, 3));
  module.addPassiveData(Uint8Array.from({ length: 64 }, () => random.below(256)));
}

/** Calls every function once, and leaves the globals in memory, where they can be seen to the bit. */
function addRun(module: ModuleBuilder, { functions, types }: Surroundings, random: Random): void {
  const code = new ByteWriter();
  for (const [index, { params, results }] of functions.entries()) {
    for (const type of params) writeConstant(code, type, random.bits());
    code.u8(0x10).u32(index);
    for (const _ of results) code.u8(0x1a);
  }
  for (const [index, [type, store]] of STORE.entries()) {
    const global = types.indexOf(type);
    if (global >= 0)
      code
        .u8(0x41)
        .signed(8 * index)
        .u8(0x23)
        .u32(global)
        .u8(store, 0, 0);
  }
  code.u8(0x23).u32(types.indexOf(i64));
  module.exportFunction("run", module.addFunction({ params: [], results: [i64] }, [], code.bytes()));
}
