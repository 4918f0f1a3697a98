import { parseAbi } from "abitype";
import { id } from "ethers/hash";
import { bytesOf } from "./bytes.ts";
import { type AbiParameter, type Coder, sequenceCoder } from "./codec.ts";

/** An endpoint, ready to be called: all that can be worked out before the first call is. */
export interface Endpoint {
  readonly name: string;
  readonly run: (...values: unknown[]) => unknown;
  readonly inputs: Coder;
  readonly outputs: Coder;
  readonly outputCount: number;
}

/** An error that a function can revert with. */
export interface GuestError {
  readonly selector: Uint8Array;
  readonly inputs: Coder;
}

/** A function as its author defined it. */
export interface Definition {
  readonly abi: readonly string[];
  readonly endpoints: Readonly<Record<string, (...values: unknown[]) => unknown>>;
}

export interface GuestInterface {
  /** The ABI's functions and errors, one fragment each, with structs written out as tuples. */
  readonly fragments: readonly string[];
  /** By selector, as a number. */
  readonly endpoints: ReadonlyMap<number, Endpoint>;
  readonly errors: ReadonlyMap<string, GuestError>;
}

export interface AbiItem {
  readonly type: string;
  readonly name: string;
  readonly inputs: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
  readonly stateMutability?: string;
}

/** @throws Error if the ABI cannot be parsed, or names an endpoint that is not there. */
export function interfaceOf({ abi, endpoints }: Definition): GuestInterface {
  const items = parseAbi(abi as readonly string[]) as readonly AbiItem[];
  const functions = items.filter(({ type }) => type === "function");
  const errors = items.filter(({ type }) => type === "error");
  return {
    fragments: [...functions.map(functionFragment), ...errors.map(errorFragment)],
    endpoints: new Map(functions.map((item) => [numberOf(selectorOf(item)), endpointOf(item, endpoints)])),
    errors: new Map(errors.map((item) => [item.name, errorOf(item)])),
  };
}

/** The first four bytes of calldata, or of revert data, as one number. */
export function numberOf(selector: Uint8Array): number {
  return selector.reduce((value, byte) => value * 256 + byte, 0);
}

export function errorOf(item: Pick<AbiItem, "name" | "inputs">): GuestError {
  return { selector: selectorOf(item), inputs: sequenceCoder(item.inputs) };
}

function endpointOf(item: AbiItem, endpoints: Definition["endpoints"]): Endpoint {
  const run = Object.hasOwn(endpoints, item.name) ? endpoints[item.name] : undefined;
  if (typeof run !== "function")
    throw new Error(`the ABI has ${item.name}, but no endpoint of that name is defined`);
  const outputs = item.outputs ?? [];
  return {
    name: item.name,
    run,
    inputs: sequenceCoder(item.inputs),
    outputs: sequenceCoder(outputs),
    outputCount: outputs.length,
  };
}

export function selectorOf({ name, inputs }: Pick<AbiItem, "name" | "inputs">): Uint8Array {
  return bytesOf(id(`${name}(${inputs.map(canonical).join(",")})`).slice(0, 10));
}

/** The type as selectors have it: tuples without names. */
function canonical({ type, components }: AbiParameter): string {
  if (!type.startsWith("tuple")) return type;
  return `(${(components ?? []).map(canonical).join(",")})${type.slice("tuple".length)}`;
}

export function functionFragment({ name, inputs, outputs = [], stateMutability }: AbiItem): string {
  const mutability = stateMutability === "nonpayable" ? "" : ` ${stateMutability}`;
  const returns = outputs.length === 0 ? "" : ` returns (${list(outputs)})`;
  return `function ${name}(${list(inputs)})${mutability}${returns}`;
}

export function errorFragment({ name, inputs }: AbiItem): string {
  return `error ${name}(${list(inputs)})`;
}

function list(parameters: readonly AbiParameter[]): string {
  return parameters.map(withName).join(", ");
}

function withName(parameter: AbiParameter): string {
  const { type, name, components = [] } = parameter;
  const written = type.startsWith("tuple") ? `tuple(${list(components)})${type.slice("tuple".length)}` : type;
  return name ? `${written} ${name}` : written;
}
