// Compiles contracts that only the benchmark has, by the compiler and with the settings of the router.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { InterfaceAbi } from "ethers";
import hre from "hardhat";

const require = createRequire(import.meta.url);
const ROOT = new URL("../../", import.meta.url);
const ROUTER = "contracts/functions/FunctionRouter.sol";
const FOLDER = "bench/gas/contracts/";

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
 * The benchmark's own contracts by name. `changes` are to the compiler's settings.
 * @throws with the compiler's words when they do not compile.
 */
export function compileContracts(
  files: readonly string[] = readdirSync(new URL(FOLDER, ROOT)),
  changes: object = {},
): Map<string, Artifact> {
  const names = files.map((name) => `${FOLDER}${name}`);
  const { errors = [], contracts } = compile(names, changes);
  const failures = errors.filter(({ severity }) => severity === "error");
  if (failures.length > 0) throw new Error(failures.map((failure) => failure.formattedMessage).join("\n"));
  const own = names.flatMap((name) => Object.entries(contracts[name] ?? {}));
  return new Map(
    own.map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` }] as const),
  );
}

export function artifactIn(artifacts: ReadonlyMap<string, Artifact>, name: string): Artifact {
  const found = artifacts.get(name);
  if (found === undefined) throw new Error(`no contract ${name} in bench/gas/contracts`);
  return found;
}

function compile(names: readonly string[], changes: object): Output {
  const solc = require("solc") as Compiler;
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(names.map((name) => [name, { content: read(name) }])),
    settings: {
      ...settings(),
      ...changes,
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
    },
  };
  return JSON.parse(solc.compile(JSON.stringify(input), { import: readImport })) as Output;
}

/** Those of the router: what is measured beside it must not differ by the compiler. */
function settings(): object {
  const { compilers, overrides } = hre.config.solidity.profiles.default ?? {};
  return (overrides?.[ROUTER] ?? compilers?.[0])?.settings ?? {};
}

function readImport(path: string): Source {
  try {
    return { contents: read(path) };
  } catch (error) {
    return { error: String(error) };
  }
}

/** A source by its unit's name: of a package, or from the project's root. */
function read(path: string): string {
  return readFileSync(
    path.startsWith("@") ? require.resolve(path) : fileURLToPath(new URL(path, ROOT)),
    "utf8",
  );
}
