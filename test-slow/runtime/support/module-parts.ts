import { ByteWriter } from "../../../runtime/rewriter/byte-writer.ts";
import { IMPORT_MODULE, type ImportName, importTypes } from "../../../runtime/wasm/guest-imports.ts";
import { ModuleBuilder } from "../../../tools/wasm/module-builder.ts";

/** The same instructions or values `count` times, by their index. */
export function repeat(count: number, part: (index: number) => readonly number[]): number[] {
  return Array.from({ length: count }, (_, index) => part(index)).flat();
}

/** An endless loop around the code. */
export function loop(body: readonly number[]): number[] {
  return [0x03, 0x40, ...body, 0x0c, 0, 0x0b];
}

/** An index or a length, as the binary has it. */
export function index(value: number): number[] {
  return [...new ByteWriter().u32(value).bytes()];
}

/**
 * A guest made with all of a module's means: it imports what the host offers, in the order of `importTypes`, exports one
 * page of memory, and calls what `define` returns as code.
 * @param define is given the index that `call` has if it adds no function itself
 */
export function build(
  define: (module: ModuleBuilder, self: number) => readonly number[],
  locals: readonly number[] = [],
): Uint8Array {
  const module = new ModuleBuilder();
  for (const name of Object.keys(importTypes) as ImportName[]) {
    module.importFunction(IMPORT_MODULE, name, importTypes[name]);
  }
  module.addMemory(1);
  module.exportMemory("memory", 0);
  const code = define(module, module.nextFunction);
  const entry = module.addFunction({ params: [], results: [] }, locals, Uint8Array.from(code));
  module.exportFunction("call", entry);
  return module.bytes();
}
