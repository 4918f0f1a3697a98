import { readFile } from "node:fs/promises";
import { basename, dirname, extname, resolve } from "node:path";
import { type CompiledFunction, compileAssemblyScript } from "./assemblyscript/compile.ts";
import { type Bundle, bundleFunction } from "./bundler.ts";

/** A function ready to be published: what runs it, and its bytes; the rest tells its author what is in them. */
export type BuiltFunction =
  | ({ readonly kind: "js" } & Bundle)
  | ({ readonly kind: "wasm" } & CompiledFunction);

/**
 * Builds a function from its sources. A `.wasm` file is taken as it is. An entry in a folder called `assembly` is AssemblyScript, as that language's own
 * tools have it, and becomes WebAssembly; any other is TypeScript or JavaScript, and becomes one script.
 * @throws ALT_GUEST_SYNTAX with the first fault's place
 */
export async function buildFunction(entryFile: string): Promise<BuiltFunction> {
  if (extname(entryFile) === ".wasm") {
    const bytes = await readFile(entryFile);
    return { kind: "wasm", bytes, named: bytes };
  }
  const isAssemblyScript = basename(dirname(resolve(entryFile))) === "assembly";
  if (isAssemblyScript) return { kind: "wasm", ...(await compileAssemblyScript(entryFile)) };
  return { kind: "js", ...(await bundleFunction(entryFile)) };
}
