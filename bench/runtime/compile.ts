// Turns the workloads' sources into what is measured: WebAssembly from AssemblyScript, one script from TypeScript.

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import { build } from "esbuild";

const OPTIONS = ["--outFile", "guest.wasm", "-O3", "--noAssert", "--runtime", "stub", "--use", "abort="];
/** asc looks for `.ts`; ours end in `.as`, so that no tool takes them for TypeScript. */
const GUESTS = new URL("guests/", import.meta.url);

/** @returns the module that `<name>.as` in `folder` compiles to, optimised as asc does at most. */
export async function compileGuest(name: string, folder = GUESTS): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main([`${name}.ts`, ...OPTIONS], {
    readFile: (file) => readFile(new URL(`${basename(file, ".ts")}.as`, folder), "utf8").catch(() => null),
    writeFile: (_file, contents) => {
      binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || binary === undefined) throw new Error(`${name}.as: ${stderr.toString()}`, { cause: error });
  return binary;
}

/** @returns a script that makes each export of `native/<name>.ts` a global function. */
export async function compileNative(name: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import * as all from "./${name}.ts"; Object.assign(globalThis, all);`,
      resolveDir: fileURLToPath(new URL("native", import.meta.url)),
    },
    bundle: true,
    format: "iife",
    target: "es2020",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
