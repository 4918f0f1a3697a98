import { ByteWriter } from "../../../runtime/rewriter/byte-writer.ts";
import { ValueType } from "../../../runtime/rewriter/emit.ts";
import { instrument, METER_EXPORT } from "../../../runtime/rewriter/instrument.ts";
import { packMeter, unpackMeter } from "../../../runtime/rewriter/meter-layout.ts";

/** Small modules written by hand, and what it takes to run them metered. */

export const { i32, i64, f32, f64 } = ValueType;

export interface FunctionSource {
  readonly params?: readonly number[];
  readonly results?: readonly number[];
  readonly locals?: readonly number[];
  /** Instructions without the closing `end`. */
  readonly code: readonly number[];
  /** Exported under this name. */
  readonly name?: string;
}

export interface ModuleSource {
  readonly functions: readonly FunctionSource[];
  readonly start?: number;
  /** Pages of memory: least and most. */
  readonly memory?: readonly [minimum: number, maximum?: number];
  /** Mutable i32 globals, by their first value. */
  readonly globals?: readonly number[];
  /** A table with these functions. */
  readonly table?: readonly number[];
  /** All functions have the first one's type. */
  readonly oneType?: boolean;
}

/** The binary of a module. Each function has a type of its own, of the same index, unless `oneType`. */
export function assemble(source: ModuleSource): Uint8Array {
  const { functions, globals = [], memory, table, start, oneType = false } = source;
  const module = new ByteWriter().u8(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const section = (id: number, entries: readonly Uint8Array[]) => {
    if (entries.length > 0) module.u8(id).sized(vector(entries));
  };
  section(1, (oneType ? functions.slice(0, 1) : functions).map(typeEntry));
  section(
    3,
    functions.map((_, index) => new ByteWriter().u32(oneType ? 0 : index).bytes()),
  );
  section(4, table ? [new ByteWriter().u8(0x70, 0).u32(table.length).bytes()] : []);
  section(5, memory ? [memoryEntry(memory)] : []);
  section(
    6,
    globals.map((value) => new ByteWriter().u8(i32, 1, 0x41).signed(value).u8(0x0b).bytes()),
  );
  section(7, functions.flatMap(exportEntry));
  if (start !== undefined) module.u8(8).sized(new ByteWriter().u32(start).bytes());
  section(9, table ? [elementEntry(table)] : []);
  section(10, functions.map(bodyEntry));
  return module.bytes().slice();
}

function vector(entries: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter().u32(entries.length);
  for (const entry of entries) writer.raw(entry);
  return writer.bytes();
}

function typeEntry({ params = [], results = [] }: FunctionSource): Uint8Array {
  return new ByteWriter().u8(0x60).sized(Uint8Array.from(params)).sized(Uint8Array.from(results)).bytes();
}

function memoryEntry([minimum, maximum]: readonly [number, number?]): Uint8Array {
  const writer = new ByteWriter().u8(maximum === undefined ? 0 : 1).u32(minimum);
  return (maximum === undefined ? writer : writer.u32(maximum)).bytes();
}

function exportEntry({ name }: FunctionSource, index: number): Uint8Array[] {
  return name === undefined ? [] : [new ByteWriter().name(name).u8(0).u32(index).bytes()];
}

function elementEntry(table: readonly number[]): Uint8Array {
  const writer = new ByteWriter().u8(0, 0x41, 0, 0x0b).u32(table.length);
  for (const index of table) writer.u32(index);
  return writer.bytes();
}

function bodyEntry({ locals = [], code }: FunctionSource): Uint8Array {
  const body = new ByteWriter().u32(locals.length);
  for (const type of locals) body.u32(1).u8(type);
  body.raw(Uint8Array.from(code)).u8(0x0b);
  return new ByteWriter().sized(body.bytes()).bytes();
}

export const TEST_PAGES = 16;
export const TEST_SLOTS = 10_000;

export type WasmFunction = (...values: (number | bigint)[]) => number | bigint | undefined;

export interface Metered {
  readonly exports: Record<string, unknown>;
  /** Runs an export with so much fuel; `left` is negative when it ran out, also if it trapped. */
  run(
    name: string,
    values: readonly (number | bigint)[],
    fuel: bigint,
  ): { result: number | bigint | undefined; trapped: boolean; left: bigint; depth: bigint };
}

/** The module, instrumented and instantiated. */
export function metered(source: ModuleSource, imports: WebAssembly.Imports = {}): Metered {
  return meteredBytes(assemble(source), imports);
}

export function meteredBytes(bytes: Uint8Array, imports: WebAssembly.Imports = {}): Metered {
  const rewritten = instrument(bytes, { maximumPages: TEST_PAGES });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(rewritten.bytes), imports);
  const meter = exports[METER_EXPORT] as WebAssembly.Global;
  return {
    exports,
    run(name, values, fuel) {
      meter.value = packMeter(fuel, BigInt(TEST_SLOTS));
      const outcome = attempt(exports[name] as WasmFunction, values);
      const { fuel: left, slots: depth } = unpackMeter(BigInt(meter.value));
      return { ...outcome, left, depth };
    },
  };
}

/** Only a trap counts as one: a RangeError, V8's own stack running out, is thrown on. */
function attempt(run: WasmFunction, values: readonly (number | bigint)[]) {
  try {
    return { result: run(...values), trapped: false };
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return { result: undefined, trapped: true };
    throw error;
  }
}

/** The module as written, for comparison. */
export function unmetered(source: ModuleSource): Record<string, unknown> {
  return new WebAssembly.Instance(new WebAssembly.Module(assemble(source))).exports;
}
