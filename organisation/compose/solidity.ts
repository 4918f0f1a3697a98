import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The parts of solc's syntax tree that the composer reads. */
export interface Node {
  readonly nodeType: string;
  readonly name: string;
  readonly nodes?: readonly Node[];
  readonly kind?: string;
  readonly visibility?: string;
  readonly stateMutability?: string;
  readonly implemented?: boolean;
  /** NatSpec, where there is any. */
  readonly documentation?: unknown;
  readonly stateVariable?: boolean;
  readonly storageLocation?: string;
  readonly parameters?: { readonly parameters: readonly Node[] };
  readonly returnParameters?: { readonly parameters: readonly Node[] };
  readonly typeName?: TypeNode;
  readonly baseContracts?: readonly { readonly baseName: { readonly name: string } }[];
  readonly absolutePath?: string;
  readonly symbolAliases?: readonly {
    readonly foreign: { readonly name: string };
    readonly local?: string;
  }[];
}

export interface TypeNode {
  readonly nodeType: string;
  readonly name?: string;
  readonly pathNode?: { readonly name: string };
  readonly baseType?: TypeNode;
  readonly keyType?: TypeNode;
  readonly valueType?: TypeNode;
}

interface Solc {
  compile(input: string): string;
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly sources: Readonly<Record<string, { readonly ast: Node }>>;
}

/**
 * The syntax trees of Solidity files and of all that they import, by their paths from the project's root. They are
 * parsed and not compiled, which takes a second for all of OpenZeppelin's that an organisation needs.
 */
export function parseSolidity(files: readonly string[], root: string): Map<string, Node> {
  const trees = new Map<string, Node>();
  for (let wanted = new Set(files); wanted.size > 0; ) {
    const parsed = Object.entries(parseFiles([...wanted], root));
    for (const [file, tree] of parsed) trees.set(file, tree);
    const imported = parsed.flatMap(([, { nodes = [] }]) => nodes.flatMap((node) => node.absolutePath ?? []));
    wanted = new Set(imported.filter((file) => !trees.has(file)));
  }
  return trees;
}

/** Trees of this process, by path and content: organisations have most of their sources in common. */
const known = new Map<string, Node>();

function parseFiles(files: readonly string[], root: string): Record<string, Node> {
  const sources = files.map((file) => ({ file, content: readSource(file, root) }));
  const keyOf = ({ file, content }: Source) => `${file}\n${content}`;
  const fresh = sources.filter((source) => !known.has(keyOf(source)));
  const parsed = fresh.length === 0 ? {} : parseSources(fresh);
  for (const source of fresh) known.set(keyOf(source), parsed[source.file]?.ast as Node);
  return Object.fromEntries(sources.map((source) => [source.file, known.get(keyOf(source)) as Node]));
}

interface Source {
  readonly file: string;
  readonly content: string;
}

function parseSources(files: readonly Source[]): Output["sources"] {
  const solc = createRequire(import.meta.url)("solc") as Solc;
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map(({ file, content }) => [file, { content }])),
    settings: { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } },
  };
  const { errors = [], sources } = JSON.parse(solc.compile(JSON.stringify(input))) as Output;
  const fault = errors.find(({ severity }) => severity === "error");
  if (fault !== undefined) throw new Error(fault.formattedMessage);
  return sources;
}

function readSource(file: string, root: string): string {
  const own = path.join(root, file);
  return readFileSync(existsSync(own) ? own : path.join(root, "node_modules", file), "utf8");
}
