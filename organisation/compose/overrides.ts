import { type Contract, type FunctionDeclaration, withAncestors } from "./contracts.ts";

/** A function that several bases define: the composed contract has to say that all of them are meant. */
export interface Override {
  readonly declaration: FunctionDeclaration;
  /** The bases that define it, ancestors first. */
  readonly bases: readonly Contract[];
  /** The last module that says in NatSpec what the function is for. */
  readonly documentedBy: Contract | undefined;
}

interface Definition {
  readonly contract: Contract;
  readonly declaration: FunctionDeclaration;
}

/** What a contract with these direct bases must override, sorted as it was declared (Solidity, "Multiple Inheritance"). */
export function overridesOf(bases: readonly Contract[]): Override[] {
  const all = new Set(bases.flatMap((base) => [...withAncestors(base)]));
  const keys = new Set([...all].flatMap(({ functions }) => functions.map(({ key }) => key)));
  return [...keys].flatMap((key) => {
    const nearest = nearestDefinitions(bases, key);
    return isAmbiguous(nearest) ? [overrideOf(nearest, declarationsOf(all, key))] : [];
  });
}

function declarationsOf(contracts: Iterable<Contract>, key: string): FunctionDeclaration[] {
  return [...contracts].flatMap(({ functions }) => functions.filter((candidate) => candidate.key === key));
}

/** Of each direct base the definition that it brings: its own, or those that it inherits. */
function nearestDefinitions(bases: readonly Contract[], key: string): Definition[] {
  const found = new Map<Contract, Definition>();
  for (const contract of bases) {
    const declaration = contract.functions.find((candidate) => candidate.key === key);
    const definitions =
      declaration === undefined ? nearestDefinitions(contract.bases, key) : [{ contract, declaration }];
    for (const definition of definitions) found.set(definition.contract, definition);
  }
  return [...found.values()];
}

/** An interface's function that all the others implement leaves no doubt. */
function isAmbiguous(definitions: readonly Definition[]): boolean {
  const open = definitions.filter((definition) => !isImplementedByOthers(definition, definitions));
  return open.length > 1;
}

function isImplementedByOthers(definition: Definition, all: readonly Definition[]): boolean {
  if (definition.declaration.implemented) return false;
  return all.every((other) => withAncestors(other.contract).has(definition.contract));
}

function isInherited(contract: Contract, by: readonly Definition[]): boolean {
  return by.some((other) => other.contract !== contract && withAncestors(other.contract).has(contract));
}

const STRICTNESS = ["payable", "nonpayable", "view", "pure"];

function overrideOf(
  definitions: readonly Definition[],
  everywhere: readonly FunctionDeclaration[],
): Override {
  const declarations = definitions.map(({ declaration }) => declaration);
  const shown = declarations.findLast(({ implemented }) => implemented) ?? declarations.at(-1);
  if (shown === undefined) throw new Error("an override needs a definition");
  const mutability = declarations
    .map((declaration) => declaration.mutability)
    .reduce((one, other) => (STRICTNESS.indexOf(other) > STRICTNESS.indexOf(one) ? other : one));
  const parameters = shown.parameters.map((parameter, index) => {
    const named = [shown, ...everywhere].find((declaration) => declaration.parameters[index]?.name);
    return { ...parameter, name: named?.parameters[index]?.name ?? `argument${index}` };
  });
  const bases = ancestorsFirst(definitions.map(({ contract }) => contract));
  const documented = definitions.filter(({ declaration }) => declaration.documented);
  const documentedBy = documented.findLast(({ contract }) => !isInherited(contract, documented))?.contract;
  return { declaration: { ...shown, parameters, mutability }, bases, documentedBy };
}

function ancestorsFirst(contracts: readonly Contract[]): Contract[] {
  return [...contracts].sort((a, b) => depthOf(a) - depthOf(b));
}

/** How many contracts it inherits: always more than each of its ancestors does. */
function depthOf(contract: Contract): number {
  return withAncestors(contract).size;
}
