import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { IMPORT_MODULE, type ImportName, importTypes } from "../../runtime/wasm/guest-imports.ts";
import type { Surroundings } from "./body.ts";
import { BodyGenerator } from "./body-generator.ts";
import { f32, f64, i32, i64, ModuleBuilder, type Signature, type ValueTypeCode } from "./module-builder.ts";
import { operatorsByResult, writeConstant } from "./operators.ts";
import { Random } from "./random.ts";

export interface GeneratedProgram {
  /** A guest of kind "wasm" (docs/runtime.md): it exports `memory` and `call`. */
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
/** Where `call` puts what it was given, and 64 random bits. */
const CALLDATA_AT = 0x100;
const CONTEXT_AT = 0x200;
const RANDOM_AT = 0x180;
/** Bytes of calldata that every program can be called with. */
export const CALLDATA_BYTES = 32;
/** The globals, which `call` stores one after the other, and the random bits. */
const RESULT_BYTES = 40;

/**
 * A valid module from a seed: control flow with values, calls, recursion, a table, memory, globals, segments, host
 * calls, and traps of every kind. It need not end: run it with little fuel.
 */
export function generateProgram(seed: bigint): GeneratedProgram {
  const random = new Random(seed);
  const floats = random.below(2) === 1;
  const types = floats ? [i32, i64, f32, f64] : [i32, i64];
  const module = new ModuleBuilder();
  const functions = Array.from({ length: 2 + random.below(5) }, () => signature(random, types));
  const host = importHost(module);
  const surroundings: Surroundings = {
    types,
    functions,
    firstFunction: module.nextFunction,
    host,
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
  addCall(module, surroundings, random);
  if (random.below(4) === 0) addStart(module, random);
  return { bytes: module.bytes(), floats };
}

function importHost(module: ModuleBuilder): Record<ImportName, number> {
  const indices = Object.entries(importTypes).map(([name, type]) => [
    name,
    module.importFunction(IMPORT_MODULE, name, type),
  ]);
  return Object.fromEntries(indices) as Record<ImportName, number>;
}

function signature(random: Random, types: readonly ValueTypeCode[]): Signature {
  const some = (most: number) => Array.from({ length: random.below(most + 1) }, () => random.pick(types));
  return { params: some(3), results: some(2) };
}

function addState(
  module: ModuleBuilder,
  random: Random,
  { types, functions, firstFunction }: Surroundings,
): void {
  module.addTable(TABLE_SIZE);
  module.addMemory(1, 4);
  module.exportMemory("memory", 0);
  for (const type of types) {
    const value = new ByteWriter();
    writeConstant(value, type, random.bits());
    module.addGlobal(type, true, value.bytes());
  }
  const members = Array.from(
    { length: TABLE_SIZE - 2 },
    () => firstFunction + random.below(functions.length),
  );
  module.addActiveElements(0, members);
  module.addPassiveElements(members.slice(0, 3));
  module.addPassiveData(Uint8Array.from({ length: 64 }, () => random.below(256)));
}

/** Calls every function once; the globals go to memory, where they can be seen to the bit, and are the result. */
function addCall(module: ModuleBuilder, around: Surroundings, random: Random): void {
  const code = new ByteWriter();
  readCall(code, around);
  for (const [index, { params, results }] of around.functions.entries()) {
    for (const type of params) writeConstant(code, type, random.bits());
    code.u8(0x10).u32(around.firstFunction + index);
    for (const _ of results) code.u8(0x1a);
  }
  for (const [index, [type, store]] of STORE.entries()) {
    const global = around.types.indexOf(type);
    if (global < 0) continue;
    constant(code, 8 * index)
      .u8(0x23)
      .u32(global)
      .u8(store, 0, 0);
  }
  constant(code, 8 * STORE.length)
    .u8(0x10)
    .u32(around.host.random)
    .u8(0x37, 0, 0);
  const ending = random.below(8) === 0 ? around.host.revert : around.host.set_result;
  constant(constant(code, 0), RESULT_BYTES).u8(0x10).u32(ending);
  module.exportFunction("call", module.addFunction({ params: [], results: [] }, [], code.bytes()));
}

function readCall(code: ByteWriter, { host }: Surroundings): void {
  constant(constant(constant(code, CALLDATA_AT), 0), CALLDATA_BYTES)
    .u8(0x10)
    .u32(host.calldata_copy);
  constant(code, CONTEXT_AT).u8(0x10).u32(host.context_copy);
  constant(code, RANDOM_AT).u8(0x10).u32(host.random).u8(0x37, 0, 0);
}

/** A start function, whose work is in the snapshot that calls begin with. */
function addStart(module: ModuleBuilder, random: Random): void {
  const code = constant(new ByteWriter(), random.below(0x8000));
  writeConstant(code, i64, random.bits());
  code.u8(0x37, 0, 0).u8(0x42).signed(BigInt.asIntN(64, random.bits())).u8(0x24, 1);
  module.startWith(module.addFunction({ params: [], results: [] }, [], code.bytes()));
}

function constant(code: ByteWriter, value: number): ByteWriter {
  return code.u8(0x41).signed(value);
}
