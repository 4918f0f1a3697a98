import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { APIOptions, DiagnosticMessage } from "assemblyscript/asc";
import { ABI_SECTION } from "../../protocol/abi-section.ts";
import { fail } from "../../protocol/errors.ts";
import { type Bindings, generateBindings } from "./bindings.ts";
import { withCustomSection, withoutCustomSections } from "./custom-section.ts";

const SDK = fileURLToPath(new URL("./althing", import.meta.url));
/** The SDK's folder as the compiler sees it: authors import "althing", wherever their sources are. */
const LIBRARY = "library";
const DISPATCHER = "dispatcher.generated.ts";
const TYPES = "abi.generated.ts";

/** A call begins at a snapshot and ends soon: nothing is ever freed. Functions keep their names, in a section of its own. */
const ARGUMENTS = [
  DISPATCHER,
  ...["--lib", LIBRARY, "--outFile", "function.wasm", "--runtime", "stub"],
  ...["-O3", "--debug"],
  ...["--use", "abort=~lib/althing/abort/abort"],
  ...["--use", "trace=~lib/althing/log/trace"],
  ...["--use", "seed=~lib/althing/random/seed"],
];

type Files = ReadonlyMap<string, string>;

export interface CompiledFunction {
  readonly bytes: Uint8Array;
  /** The same with the names of its functions, for a profile; it is not what is published. */
  readonly named: Uint8Array;
}

/**
 * Compiles a function in AssemblyScript, with the bindings of the `abi.json` beside its entry. The same sources give
 * the same bytes on every machine: no path, time or source map is in them.
 * @throws ALT_GUEST_SYNTAX with the first fault's place
 */
export async function compileAssemblyScript(entryFile: string): Promise<CompiledFunction> {
  const folder = dirname(resolve(entryFile));
  const bindings = await bindingsFor(entryFile);
  const files = new Map([
    ...(await sdkFiles()),
    [DISPATCHER, bindings.dispatcher] as const,
    [TYPES, bindings.types] as const,
  ]);
  const compiled = await compile(folder, files);
  const withAbi = (module: Uint8Array) =>
    withCustomSection(module, ABI_SECTION, JSON.stringify(bindings.fragments));
  return { bytes: withAbi(withoutCustomSections(compiled)), named: withAbi(compiled) };
}

/** @throws ALT_GUEST_SYNTAX if `abi.json` beside the entry is missing, or cannot be bound. */
export async function bindingsFor(entryFile: string): Promise<Bindings> {
  const file = join(dirname(resolve(entryFile)), "abi.json");
  try {
    const source = JSON.parse(await readFile(file, "utf8"));
    return generateBindings(source, `./${basename(entryFile, ".ts")}`);
  } catch (error) {
    throw fail("ALT_GUEST_SYNTAX", { file: "abi.json", fault: (error as Error).message }, error);
  }
}

async function sdkFiles(): Promise<Files> {
  const names = await readdir(SDK);
  const texts = await Promise.all(names.map((name) => readFile(join(SDK, name), "utf8")));
  return new Map(names.map((name, index) => [`althing/${name}`, texts[index] ?? ""]));
}

async function compile(folder: string, files: Files): Promise<Uint8Array> {
  // The compiler is 10 MB of JavaScript: only who compiles waits for it.
  const asc = await import("assemblyscript/asc");
  const output = new Map<string, Uint8Array | string>();
  const faults: DiagnosticMessage[] = [];
  const options: APIOptions = {
    readFile: (name) => readSource(folder, files, name),
    listFiles: (name) =>
      name === LIBRARY ? [...files.keys()].filter((file) => file.startsWith("althing/")) : [],
    writeFile: (name, contents) => {
      output.set(name, contents);
    },
    reportDiagnostic: (diagnostic) => {
      faults.push(diagnostic);
    },
    stdout: asc.createMemoryStream(),
    stderr: asc.createMemoryStream(),
  };
  const { error } = await asc.main(ARGUMENTS, options);
  const module = output.get("function.wasm");
  if (error || !(module instanceof Uint8Array)) throw await syntaxError(folder, files, faults, error);
  return module;
}

async function readSource(folder: string, files: Files, name: string): Promise<string | null> {
  const known = files.get(name.replace(/^(?:library|~lib)\//, ""));
  if (known !== undefined) return known;
  return readFile(resolve(folder, name), "utf8").catch(() => null);
}

const ERROR_CATEGORY = 3;

async function syntaxError(
  folder: string,
  files: Files,
  diagnostics: readonly DiagnosticMessage[],
  error: Error | null,
): Promise<Error> {
  const first = diagnostics.find(({ category }) => category === ERROR_CATEGORY);
  const file = first?.range?.source.normalizedPath ?? DISPATCHER;
  const text = (await readSource(folder, files, file)) ?? "";
  const lines = text.slice(0, first?.range?.start ?? 0).split("\n");
  const place = `${file}:${lines.length}:${lines.at(-1)?.length ?? 0}`;
  const fault = first?.message ?? String(error);
  const undefinedEndpoint = file === DISPATCHER ? /^Property '(\w+)'/.exec(fault)?.[1] : undefined;
  // What is generated is not where an author can mend it.
  if (undefinedEndpoint)
    return fail("ALT_GUEST_SYNTAX", {
      file: "abi.json",
      fault: `no function ${undefinedEndpoint} is exported`,
    });
  return fail("ALT_GUEST_SYNTAX", { file: place, fault });
}
