import { readFile } from "node:fs/promises";
import { basename, dirname, extname, resolve } from "node:path";
import { compileAssemblyScript } from "./assemblyscript/compile.ts";
import { bundleFunction } from "./bundler.ts";

/** A function ready to be published: what runs it, and its bytes. */
export interface BuiltFunction {
  readonly kind: "js" | "wasm";
  readonly bytes: Uint8Array;
}

/**
 * Builds a function from its sources. A `.wasm` file is taken as it is. An entry in a folder called `assembly` is
 * AssemblyScript, as that language's own tools have it, and becomes WebAssembly; any other is TypeScript or JavaScript,
 * and becomes one script.
 * @throws ALT_GUEST_SYNTAX with the first fault's place
 */
export async function buildFunction(entryFile: string): Promise<BuiltFunction> {
  if (extname(entryFile) === ".wasm") return { kind: "wasm", bytes: await readFile(entryFile) };
  const isAssemblyScript = basename(dirname(resolve(entryFile))) === "assembly";
  if (isAssemblyScript) return { kind: "wasm", bytes: await compileAssemblyScript(entryFile) };
  return { kind: "js", ...(await bundleFunction(entryFile)) };
}
