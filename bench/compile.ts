// Compiles contracts that only benchmarks have, with the project's own compiler.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { InterfaceAbi } from "ethers";
import hre from "hardhat";

const require = createRequire(import.meta.url);
const ROOT = new URL("../", import.meta.url);
/** Sources of the project; all others are files of packages. */
const OWN = /^(contracts|bench)\//;

/** What is needed to deploy a contract and talk to it. */
export interface Artifact {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

interface Output {
  readonly errors?: readonly { severity: string; formattedMessage: string }[];
  readonly contracts: Record<
    string,
    Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>
  >;
}

type Source = { contents: string } | { error: string };

/** solc's JavaScript interface, as far as it is used here. */
interface Compiler {
  compile(input: string, callbacks: { import(path: string): Source }): string;
}

/**
 * The contracts of these files by name.
 * @param files from the project's root.
 * @throws with the compiler's words when they do not compile.
 */
export function compileFiles(files: readonly string[], settings: object): Map<string, Artifact> {
  const { errors = [], contracts } = compile(files, settings);
  const failures = errors.filter(({ severity }) => severity === "error");
  if (failures.length > 0) throw new Error(failures.map((failure) => failure.formattedMessage).join("\n"));
  const own = files.flatMap((name) => Object.entries(contracts[name] ?? {}));
  return new Map(
    own.map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` }] as const),
  );
}

export function artifactIn(artifacts: ReadonlyMap<string, Artifact>, name: string): Artifact {
  const found = artifacts.get(name);
  if (found === undefined) throw new Error(`no contract ${name} among what the benchmark compiled`);
  return found;
}

/** The compiler's settings for a file of the project. */
export function settingsFor(file: string): object {
  const { compilers, overrides } = hre.config.solidity.profiles.default ?? {};
  return (overrides?.[file] ?? compilers?.[0])?.settings ?? {};
}

function compile(files: readonly string[], settings: object): Output {
  const solc = require("solc") as Compiler;
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((name) => [name, { content: read(name) }])),
    settings: { ...settings, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
  };
  return JSON.parse(solc.compile(JSON.stringify(input), { import: readImport })) as Output;
}

function readImport(path: string): Source {
  try {
    return { contents: read(path) };
  } catch (error) {
    return { error: String(error) };
  }
}

/** A source by its unit's name: from the project's root, or of a package. */
function read(path: string): string {
  return readFileSync(OWN.test(path) ? fileURLToPath(new URL(path, ROOT)) : require.resolve(path), "utf8");
}
