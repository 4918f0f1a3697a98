import { parseAbi } from "abitype";
import type { AbiItem } from "../sdk/prelude/abi.ts";
import type { AbiParameter as BareParameter } from "../sdk/prelude/codec.ts";

/** A parameter; `internalType` is Solidity's own name of the type, with a struct's name in it. */
export interface Parameter extends BareParameter {
  readonly internalType?: string;
  readonly components?: readonly Parameter[];
}

export interface Item extends AbiItem {
  readonly inputs: readonly Parameter[];
  readonly outputs?: readonly Parameter[];
}

/** Human-readable fragments, an ABI in its JSON form, or a compiled artifact with one. */
export type AbiSource =
  | readonly string[]
  | readonly Readonly<Record<string, unknown>>[]
  | { readonly abi: AbiSource };

/** A function's interface as the bindings need it. */
export interface FunctionInterface {
  readonly functions: readonly Item[];
  readonly errors: readonly Item[];
  /** The struct's name for a tuple's shape, where one was given. */
  readonly structNames: ReadonlyMap<string, string>;
}

/** @throws Error if there is no ABI in it, or a fragment cannot be parsed. */
export function readInterface(source: AbiSource): FunctionInterface {
  if ("abi" in source) return readInterface(source.abi);
  if (!Array.isArray(source)) throw new Error("it is neither a list of fragments nor a compiled artifact");
  const fragments = source.filter((item): item is string => typeof item === "string");
  const items = fragments.length > 0 ? parse(fragments) : (source as readonly unknown[] as readonly Item[]);
  const functions = items.filter(({ type }) => type === "function");
  const errors = items.filter(({ type }) => type === "error");
  const parameters = [...functions, ...errors].flatMap(({ inputs, outputs = [] }) => [...inputs, ...outputs]);
  return { functions, errors, structNames: new Map([...declared(fragments), ...internal(parameters)]) };
}

/** What tells one tuple from another: the types and names of its components. */
export function shapeOf(components: readonly Parameter[] = []): string {
  return `(${components.map((part) => `${part.type}${part.components ? shapeOf(part.components) : ""} ${part.name ?? ""}`).join()})`;
}

function parse(fragments: readonly string[]): readonly Item[] {
  return parseAbi(fragments) as readonly Item[];
}

/** Fragments lose their structs' names when they are parsed, so each struct is parsed once more by itself. */
function declared(fragments: readonly string[]): [shape: string, name: string][] {
  const structs = fragments.filter((fragment) => fragment.trim().startsWith("struct "));
  return structs.flatMap((struct) => {
    const name = /^\s*struct\s+(\w+)/.exec(struct)?.[1] ?? "";
    const [item] = parse([`function f(${name} value)`, ...structs]);
    return item?.inputs.map(({ components }): [string, string] => [shapeOf(components), name]) ?? [];
  });
}

function internal(parameters: readonly Parameter[]): [shape: string, name: string][] {
  return parameters.flatMap(({ internalType, components = [] }) => {
    const name = /^struct (?:\w+\.)*(\w+)/.exec(internalType ?? "")?.[1];
    const own: [string, string][] = name ? [[shapeOf(components), name]] : [];
    return [...internal(components), ...own];
  });
}
