import { ByteWriter } from "../../../runtime/rewriter/byte-writer.ts";
import { ValueType } from "../../../runtime/rewriter/emit.ts";
import { IMPORT_MODULE, type ImportName, importTypes } from "../../../runtime/wasm/guest-imports.ts";

/** Guests in raw WebAssembly, written by hand against the host's imports. */

export interface GuestSource {
  /** Instructions of `call`, without the closing `end`; it has an i32 and an i64 local. */
  readonly call: readonly number[];
  /** Instructions of the start function. */
  readonly start?: readonly number[];
  /** Pages of memory. */
  readonly memory?: number;
  /** Mutable globals: i32, i64, f32, f64, by the bytes of their initialisers. */
  readonly globals?: readonly { readonly type: number; readonly init: readonly number[] }[];
  /** Size of a table that holds `call` at 0. */
  readonly table?: number;
  /** Bytes of one passive data segment. */
  readonly data?: readonly number[];
  /** Content of the custom section `althing:abi`. */
  readonly abi?: string;
  /** Imports in place of the host's. */
  readonly imports?: readonly {
    readonly module: string;
    readonly name: string;
    readonly type: FunctionShape;
  }[];
}

interface FunctionShape {
  readonly params: readonly number[];
  readonly results: readonly number[];
}

const names = Object.keys(importTypes) as ImportName[];

/** Calls a function of the host; its arguments are on the stack. */
export const host = Object.fromEntries(names.map((name, index) => [name, [0x10, index]])) as Record<
  ImportName,
  number[]
>;

export const i32 = (value: number) => [0x41, ...new ByteWriter().signed(value).bytes()];
export const i64 = (value: number | bigint) => [0x42, ...new ByteWriter().signed(value).bytes()];
/** Stores the number on top of the stack at the address below it. */
export const store = { i32: [0x36, 2, 0], i64: [0x37, 3, 0], f64: [0x39, 3, 0] } as const;

/** The binary. All of the host's functions are imported first, in the order of `importTypes`. */
export function guest(source: GuestSource): Uint8Array {
  const { call, start, memory = 1, globals = [], table, data, abi } = source;
  const imports =
    source.imports ?? names.map((name) => ({ module: IMPORT_MODULE, name, type: importTypes[name] }));
  const entry = imports.length;
  const module = new ByteWriter().u8(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const section = (id: number, ...entries: (readonly number[])[]) => {
    if (entries.length > 0) module.u8(id).sized(list(entries));
  };
  section(1, ...imports.map(({ type }) => functionType(type)), functionType({ params: [], results: [] }));
  section(2, ...imports.map(({ module, name }, index) => [...text(module), ...text(name), 0, index]));
  section(3, ...(start ? [[entry], [entry]] : [[entry]]));
  if (table !== undefined) section(4, [0x70, 0, table]);
  section(5, [0, ...new ByteWriter().u32(memory).bytes()]);
  section(6, ...globals.map(({ type, init }) => [type, 1, ...init, 0x0b]));
  section(7, [...text("memory"), 2, 0], [...text("call"), 0, entry]);
  if (start) module.u8(8).sized(new Uint8Array([entry + 1]));
  if (table !== undefined) section(9, [0, 0x41, 0, 0x0b, 1, entry]);
  if (data) module.u8(12).sized(new Uint8Array([1]));
  section(10, body(call), ...(start ? [body(start)] : []));
  if (data) section(11, [1, data.length, ...data]);
  if (abi !== undefined) module.u8(0).sized(Uint8Array.from([...text("althing:abi"), ...Buffer.from(abi)]));
  return module.bytes().slice();
}

function functionType({ params, results }: FunctionShape): number[] {
  return [0x60, params.length, ...params, results.length, ...results];
}

function text(value: string): number[] {
  return [...new ByteWriter().name(value).bytes()];
}

function body(code: readonly number[]): number[] {
  const locals = [2, 1, ValueType.i32, 1, ValueType.i64];
  return [...new ByteWriter().sized(Uint8Array.from([...locals, ...code, 0x0b])).bytes()];
}

function list(entries: readonly (readonly number[])[]): Uint8Array {
  const writer = new ByteWriter().u32(entries.length);
  for (const entry of entries) writer.raw(Uint8Array.from(entry));
  return writer.bytes();
}
