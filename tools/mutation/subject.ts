import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { childrenOf, type Node } from "./ast.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { Compiler, type ContractName, readSources, type Sources } from "./solidity.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where faults are made. */
const BROKEN = "contracts/functions/";
/** But not there: the samples' tests start relays, which outlive a chain that is put back. */
const SAMPLES = "contracts/functions/samples/";
/** Where the contracts are that the tests deploy. */
const DEPLOYED = [BROKEN, "contracts/mocks/functions/"];
/** Mocha's tests of those contracts. */
const TESTS = ["test/functions", "test/functions/samples", "test/protocol/vectors.ts"];

/** What is broken, and the contracts that a fault in a file changes. */
export interface Subject {
  readonly sources: Sources;
  readonly mutants: readonly Mutant[];
  /** Every contract that can be deployed. */
  readonly contracts: readonly ContractName[];
  /** The contracts that hold code of `file`. */
  dependents(file: string): readonly ContractName[];
}

export function readSubject(): Subject {
  const sources = readSources(ROOT, "contracts");
  const asts = new Compiler(ROOT, {}).parse(sources);
  const contracts = [...asts].filter(([file]) => DEPLOYED.some((folder) => file.startsWith(folder)));
  const all = contracts.flatMap(([file, ast]) => deployable(file, ast));
  const imports = new Map(all.map(({ file }) => [file, importsOf(file, asts)]));
  return {
    sources,
    contracts: all.map(({ name }) => name),
    mutants: [...sources].flatMap(([file, text]) => {
      const ast = asts.get(file);
      const isBroken = file.startsWith(BROKEN) && !file.startsWith(SAMPLES);
      return isBroken && ast !== undefined ? mutantsOf(file, text, ast) : [];
    }),
    dependents: (broken) => all.filter(({ file }) => imports.get(file)?.has(broken)).map(({ name }) => name),
  };
}

/** @param chosen Paths from the project's root; none stands for all. */
export function testFiles(chosen: readonly string[]): readonly string[] {
  return (chosen.length > 0 ? chosen : TESTS).flatMap((path) => {
    if (path.endsWith(".ts")) return [join(ROOT, path)];
    const names = readdirSync(join(ROOT, path)).filter((name) => name.endsWith(".ts"));
    return names.sort().map((name) => join(ROOT, path, name));
  });
}

function deployable(file: string, ast: Node): { readonly file: string; readonly name: ContractName }[] {
  return childrenOf(ast, "nodes")
    .filter(({ nodeType, contractKind }) => nodeType === "ContractDefinition" && contractKind === "contract")
    .filter(({ abstract }) => abstract !== true)
    .map(({ name }) => ({ file, name: `${file}:${String(name)}` }));
}

/** The file itself and all that it imports, directly or not. */
function importsOf(file: string, asts: ReadonlyMap<string, Node>, found = new Set<string>()): Set<string> {
  const ast = asts.get(file);
  if (ast === undefined || found.has(file)) return found;
  found.add(file);
  for (const node of childrenOf(ast, "nodes")) {
    if (node.nodeType === "ImportDirective") importsOf(String(node.absolutePath), asts, found);
  }
  return found;
}
