import { ValueType } from "../rewriter/emit.ts";
import type { FunctionType } from "../rewriter/module.ts";

/** The module that all imports of a guest name. */
export const IMPORT_MODULE = "althing";

const { i32, i64 } = ValueType;

/** What a guest may import: the raw WebAssembly guest ABI. docs/runtime.md says what each does. */
export const importTypes = {
  calldata_size: { params: [], results: [i32] },
  calldata_copy: { params: [i32, i32, i32], results: [] },
  context_copy: { params: [i32], results: [] },
  random: { params: [], results: [i64] },
  log: { params: [i32, i32], results: [] },
  set_result: { params: [i32, i32], results: [] },
  revert: { params: [i32, i32], results: [] },
} as const satisfies Record<string, FunctionType>;

export type ImportName = keyof typeof importTypes;

/** The functions themselves. Pointers and sizes come as JavaScript has i32: signed. */
export interface GuestImports extends Record<ImportName, unknown> {
  calldata_size(): number;
  calldata_copy(to: number, from: number, size: number): void;
  context_copy(to: number): void;
  random(): bigint;
  log(from: number, size: number): void;
  set_result(from: number, size: number): void;
  revert(from: number, size: number): never;
}
