import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Node } from "./ast.ts";

/** Files by their path from the project's root. */
export type Sources = ReadonlyMap<string, string>;

/** `<file>:<contract>`, as in Hardhat's artefacts. */
export type ContractName = `${string}:${string}`;

/** Creation and run-time code of a contract, in hex without 0x. */
export interface Bytecode {
  readonly creation: string;
  readonly deployed: string;
}

interface Message {
  readonly severity: string;
  readonly formattedMessage: string;
}

interface Output {
  readonly errors?: readonly Message[];
  readonly sources?: Readonly<Record<string, { readonly ast: Node }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, ContractOutput>>>>;
}

interface ContractOutput {
  readonly evm: { readonly bytecode: CodeOutput; readonly deployedBytecode: CodeOutput };
}

interface CodeOutput {
  readonly object: string;
}

interface Solc {
  compile(input: string, callbacks: { import(path: string): { contents: string } }): string;
}

const solc: Solc = createRequire(import.meta.url)("solc");

/** The source does not compile. */
export class CompileError extends Error {}

/** The Solidity files under `folder`. */
export function readSources(root: string, folder: string): Sources {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const paths = files.filter((file) => file.endsWith(".sol")).map((file) => `${folder}/${file}`);
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** Compiles in this process what one project's files hold, with its compiler settings. */
export class Compiler {
  readonly #root: string;
  readonly #settings: object;
  readonly #packages = new Map<string, string>();

  constructor(root: string, settings: object) {
    this.#root = root;
    this.#settings = settings;
  }

  /** The ASTs of the files, and of what they import. */
  parse(sources: Sources): ReadonlyMap<string, Node> {
    const output = this.#compile(sources, [...sources.keys()], { "*": { "": ["ast"] } });
    return new Map(Object.entries(output.sources ?? {}).map(([file, { ast }]) => [file, ast]));
  }

  /**
   * The code of `contracts`, without the hash of its metadata: equal code is equal behaviour.
   * @throws {CompileError}
   */
  build(sources: Sources, contracts: readonly ContractName[]): ReadonlyMap<ContractName, Bytecode> {
    const selection: Record<string, Record<string, string[]>> = {};
    for (const [file, contract] of contracts.map(partsOf)) {
      selection[file] ??= {};
      selection[file][contract] = ["evm.bytecode.object", "evm.deployedBytecode.object"];
    }
    const output = this.#compile(sources, Object.keys(selection), selection);
    return new Map(contracts.map((name) => [name, codeIn(output, name)]));
  }

  /** Compiles `files` and what they import: to give solc more takes it longer. */
  #compile(sources: Sources, files: readonly string[], outputSelection: object): Output {
    const contentOf = (file: string) => sources.get(file) ?? this.#package(file);
    const input = {
      language: "Solidity",
      sources: Object.fromEntries(files.map((file) => [file, { content: contentOf(file) }])),
      settings: { ...this.#settings, metadata: { appendCBOR: false }, outputSelection },
    };
    const read = { import: (path: string) => ({ contents: contentOf(path) }) };
    const output: Output = JSON.parse(solc.compile(JSON.stringify(input), read));
    const fault = output.errors?.find(({ severity }) => severity === "error");
    if (fault !== undefined) throw new CompileError(fault.formattedMessage);
    return output;
  }

  #package(path: string): string {
    const known = this.#packages.get(path);
    if (known !== undefined) return known;
    const content = readFileSync(join(this.#root, "node_modules", path), "utf8");
    this.#packages.set(path, content);
    return content;
  }
}

function codeIn({ contracts }: Output, name: ContractName): Bytecode {
  const [file, contract] = partsOf(name);
  const evm = contracts?.[file]?.[contract]?.evm;
  if (evm === undefined) throw new CompileError(`no contract ${name}`);
  return { creation: evm.bytecode.object, deployed: evm.deployedBytecode.object };
}

export function partsOf(name: ContractName): readonly [file: string, contract: string] {
  const colon = name.lastIndexOf(":");
  return [name.slice(0, colon), name.slice(colon + 1)];
}
