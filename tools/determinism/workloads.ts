import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Workload } from "../../bench/runtime/workloads.ts";

/** Folders with sources in AssemblyScript that export functions from i32 to i32. */
export const benchGuests = new URL("../../bench/runtime/guests/", import.meta.url);
export const ownGuests = new URL("./guests/", import.meta.url);

const OPTIONS = ["--outFile", "guest.wasm", "-O3", "--noAssert", "--runtime", "stub", "--use", "abort="];
const ENTRY = "entry.ts";

/** A guest of kind "wasm" that `guestCall` calls: it runs one of the functions `names` of `file`, from i32 to i32. */
export async function compileGuest(file: string, names: readonly string[], folder: URL): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { default: asc } = await import("assemblyscript/asc");
  const { error, stderr } = await asc.main([ENTRY, ...OPTIONS], {
    readFile: (path) =>
      path === ENTRY
        ? entryFor(file, names)
        : readFile(new URL(`${basename(path, ".ts")}.as`, folder), "utf8").catch(() => null),
    writeFile: (_path, contents) => {
      binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || binary === undefined) throw new Error(`${file}.as: ${stderr.toString()}`, { cause: error });
  return binary;
}

/** Calldata are two i32: which function, and its argument. */
function entryFor(file: string, names: readonly string[]): string {
  const branches = names.map((name, index) => `if (chosen == ${index}) result = ${name}(argument);`);
  return `
    import { ${names.join(", ")} } from "./${file}";
    @external("althing", "calldata_copy") declare function calldataCopy(to: usize, from: u32, size: u32): void;
    @external("althing", "set_result") declare function setResult(from: usize, size: u32): void;
    const words = memory.data(8);
    export function call(): void {
      calldataCopy(words, 0, 8);
      const chosen = load<i32>(words);
      const argument = load<i32>(words + 4);
      let result = 0;
      ${branches.join("\n")}
      store<i32>(words, result);
      setResult(words, 4);
    }`;
}

/** Calldata, in hex, for a guest that was compiled with the same `names`. */
export function guestCall(names: readonly string[], name: string, argument: number): string {
  return words(names.indexOf(name), argument);
}

/** Numbers as i32 lie in memory, in hex. */
export function words(...numbers: readonly number[]): string {
  return Buffer.from(Int32Array.from(numbers).buffer).toString("hex");
}

/** The fragment of the endpoint that runs a workload on QuickJS. */
export function fragmentOf({ name }: Workload): string {
  return `function ${name}(uint32 size) view returns (int256)`;
}

/** The workloads' TypeScript as one function of kind "js": an endpoint for each. */
export async function bundleWorkloads(workloads: readonly Workload[]): Promise<Uint8Array> {
  const imports = workloads.map(
    ({ name, file }) => `import { ${name} as ${name}_ } from "./bench/runtime/native/${file}.ts";`,
  );
  const endpoints = workloads.map(({ name }) => `${name}: (size) => BigInt(${name}_(Number(size)))`);
  const { outputFiles } = await build({
    stdin: {
      contents: `import { defineFunction } from "./functions/sdk/index.ts";
        ${imports.join("\n")}
        defineFunction(${JSON.stringify(workloads.map(fragmentOf))}, { ${endpoints.join(", ")} });`,
      resolveDir: fileURLToPath(new URL("../..", import.meta.url)),
    },
    bundle: true,
    format: "iife",
    target: "es2023",
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
