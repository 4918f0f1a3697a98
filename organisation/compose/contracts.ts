import type { Node, TypeNode } from "./solidity.ts";

/** A contract, library or interface as its source declares it. */
export interface Contract {
  readonly name: string;
  readonly file: string;
  /** Direct bases, in the order of inheritance. */
  readonly bases: readonly Contract[];
  readonly functions: readonly FunctionDeclaration[];
  readonly constructorParameters: readonly Parameter[];
  /** Structs, enums and value types that it declares. */
  readonly types: ReadonlySet<string>;
  /** Where each name that its file knows comes from: the declaring file. */
  readonly scope: ReadonlyMap<string, string>;
}

export interface FunctionDeclaration {
  readonly name: string;
  /** Tells overloads apart: the name and the parameters' types. */
  readonly key: string;
  readonly parameters: readonly Parameter[];
  readonly returns: readonly Parameter[];
  readonly visibility: string;
  readonly mutability: string;
  readonly implemented: boolean;
  readonly documented: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  /** `memory`, `calldata` or nothing. */
  readonly location: string;
}

/** Contracts by name, out of syntax trees. OpenZeppelin's names and ours are each declared once. */
export class ContractIndex {
  readonly #declared = new Map<string, { readonly node: Node; readonly file: string }>();
  readonly #trees: ReadonlyMap<string, Node>;
  readonly #read = new Map<string, Contract>();

  constructor(trees: ReadonlyMap<string, Node>) {
    this.#trees = trees;
    for (const [file, tree] of trees) {
      for (const node of tree.nodes ?? [])
        if (node.nodeType === "ContractDefinition") this.#declared.set(node.name, { node, file });
    }
  }

  contract(name: string): Contract {
    const known = this.#read.get(name) ?? this.#readContract(name);
    this.#read.set(name, known);
    return known;
  }

  #readContract(name: string): Contract {
    const found = this.#declared.get(name);
    if (found === undefined) throw new Error(`no source declares the contract ${name}`);
    const { node, file } = found;
    const nodes = node.nodes ?? [];
    const made = nodes.find(({ kind }) => kind === "constructor");
    return {
      name,
      file,
      bases: (node.baseContracts ?? []).map(({ baseName }) => this.contract(baseName.name)),
      functions: nodes.flatMap(declaredFunctions),
      constructorParameters: (made?.parameters?.parameters ?? []).map(parameterOf),
      types: new Set(nodes.filter(isType).map((declared) => declared.name)),
      scope: this.#scopeOf(file),
    };
  }

  #scopeOf(file: string): Map<string, string> {
    const nodes = this.#trees.get(file)?.nodes ?? [];
    const imported = nodes.flatMap(({ symbolAliases = [], absolutePath = "" }) =>
      symbolAliases.map(({ foreign }) => [foreign.name, absolutePath] as const),
    );
    const own = nodes.filter((node) => node.name !== undefined).map(({ name }) => [name, file] as const);
    return new Map([...imported, ...own]);
  }
}

/** A contract and all that it inherits, each once. */
export function withAncestors(contract: Contract): Set<Contract> {
  return new Set([contract, ...contract.bases.flatMap((base) => [...withAncestors(base)])]);
}

const TYPES = new Set(["StructDefinition", "EnumDefinition", "UserDefinedValueTypeDefinition"]);

function isType({ nodeType }: Node): boolean {
  return TYPES.has(nodeType);
}

/** What a derived contract may have to override; a public variable counts by its getter. */
function declaredFunctions(node: Node): FunctionDeclaration[] {
  if (node.nodeType === "VariableDeclaration" && node.visibility === "public") return [getterOf(node)];
  const isInherited = node.nodeType === "FunctionDefinition" && node.visibility !== "private";
  if (!isInherited || node.kind !== "function") return [];
  const parameters = (node.parameters?.parameters ?? []).map(parameterOf);
  return [
    {
      name: node.name,
      key: keyOf(
        node.name,
        parameters.map(({ type }) => type),
      ),
      parameters,
      returns: (node.returnParameters?.parameters ?? []).map(parameterOf),
      visibility: node.visibility ?? "",
      mutability: node.stateMutability ?? "",
      implemented: node.implemented ?? false,
      documented: Boolean(node.documentation),
    },
  ];
}

function getterOf({ name, typeName }: Node): FunctionDeclaration {
  const types: string[] = [];
  let type = typeName;
  for (; type?.keyType !== undefined; type = type.valueType) types.push(typeText(type.keyType));
  return {
    name,
    key: keyOf(name, types),
    parameters: [],
    returns: [],
    visibility: "public",
    mutability: "view",
    implemented: true,
    documented: false,
  };
}

/** A type has one name, however it is qualified. */
function keyOf(name: string, types: readonly string[]): string {
  return `${name}(${types.map((type) => type.slice(type.lastIndexOf(".") + 1)).join(",")})`;
}

function parameterOf({ name, typeName, storageLocation = "default" }: Node): Parameter {
  const location = storageLocation === "default" ? "" : storageLocation;
  return { name, type: typeText(typeName), location };
}

function typeText(type: TypeNode | undefined): string {
  if (type?.baseType !== undefined) return `${typeText(type.baseType)}[]`;
  const name = type?.pathNode?.name ?? type?.name;
  if (name === undefined) throw new Error(`a parameter of the type ${type?.nodeType} cannot be composed`);
  return name;
}
