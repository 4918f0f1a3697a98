import { basename } from "node:path";
import { type Node, type Place, rangeOf, walk } from "./ast.ts";
import type { Change } from "./change.ts";
import { KINDS, type Kind, mutators } from "./mutators.ts";

/** The program with one fault. */
export interface Mutant {
  /** Names it whatever its line: `<contract>.<function>: <source> → <fault>`, and ` #2` for a second like it. */
  readonly id: string;
  readonly file: string;
  /** `<contract>.<function>`, or the contract alone; a function outside contracts has its file's name instead. */
  readonly scope: string;
  readonly line: number;
  readonly kind: Kind;
  readonly change: Change;
}

const MAX_SNIPPET = 100;

/** What is shown with what it stands in. */
const LEAVES = new Set(["Literal", "YulLiteral"]);

const SCOPES = new Set([
  "ContractDefinition",
  "FunctionDefinition",
  "ModifierDefinition",
  "VariableDeclaration",
]);

/** Every fault that the mutators know for a file. */
export function mutantsOf(file: string, text: string, ast: Node): readonly Mutant[] {
  const source = Buffer.from(text);
  const seen = new Map<string, number>();
  const mutants: Mutant[] = [];
  for (const place of walk(ast)) {
    for (const { kind, change } of KINDS.flatMap((kind) => changesOf(kind, place, source))) {
      const scope = scopeOf(place, file);
      const name = `${scope}: ${describe(place, change, source)}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      const id = count === 1 ? name : `${name} #${count}`;
      mutants.push({ id, file, scope, line: lineOf(change.start, source), kind, change });
    }
  }
  return mutants;
}

function changesOf(kind: Kind, place: Place, source: Buffer) {
  return mutators[kind](place, source).map((change) => ({ kind, change }));
}

/** The text with the fault in it. */
export function broken(text: string, { start, end, text: fault }: Change): string {
  const source = Buffer.from(text);
  return Buffer.concat([source.subarray(0, start), Buffer.from(fault), source.subarray(end)]).toString();
}

/** An operator or a number says little alone: the whole expression is shown, before and after. */
function describe({ node, above: [parent = node] }: Place, change: Change, source: Buffer): string {
  const whole = rangeOf(LEAVES.has(node.nodeType) ? parent : node);
  const start = Math.min(whole.start, change.start);
  const end = Math.max(whole.end, change.end);
  const before = source.subarray(change.start, change.end).toString();
  if (end - start > MAX_SNIPPET || change.text === "{}")
    return `${snippet(before)} → ${snippet(change.text)}`;
  const head = source.subarray(start, change.start).toString();
  const tail = source.subarray(change.end, end).toString();
  return `${snippet(head + before + tail)} → ${snippet(head + change.text + tail)}`;
}

function snippet(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "" || line === "{}") return "nothing";
  return line.length > MAX_SNIPPET ? `${line.slice(0, MAX_SNIPPET)}…` : line;
}

function scopeOf({ node, above }: Place, file: string): string {
  const around = [node, ...above].filter(({ nodeType }) => SCOPES.has(nodeType)).reverse();
  const isFree = around[0]?.nodeType !== "ContractDefinition";
  const names = around.map(nameOf).slice(0, isFree ? 1 : 2);
  return [...(isFree ? [basename(file, ".sol")] : []), ...names].join(".");
}

function nameOf({ name, kind }: Node): string {
  return typeof name === "string" && name !== "" ? name : String(kind);
}

function lineOf(offset: number, source: Buffer): number {
  return source.subarray(0, offset).toString().split("\n").length;
}
