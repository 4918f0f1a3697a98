import { parseAbi } from "abitype";
import { id } from "ethers/hash";
import { bytesOf } from "./bytes.ts";
import { type AbiParameter, type Coder, coderFor, outputCoder, sequenceCoder } from "./codec.ts";
import { callContext } from "./context.ts";
import { ARGUMENTS, countAt } from "./input.ts";

/** An endpoint, ready to be called: all that can be worked out before the first call is. */
export interface Endpoint {
  /** Decodes the arguments and runs it. @throws MalformedData, or what it throws */
  readonly run: () => unknown;
  /** Of what it returns, as it returns it. */
  readonly outputs: Coder;
}

/** An error that a function can revert with. */
export interface GuestError {
  /** Its selector's key. */
  readonly selector: number;
  readonly inputs: Coder;
}

type Run = (...values: unknown[]) => unknown;

/** A function as its author defined it. */
export interface Definition {
  readonly abi: readonly string[];
  readonly endpoints: Readonly<Record<string, Run>>;
}

export interface GuestInterface {
  /** The ABI's functions and errors, one fragment each, with structs written out as tuples. */
  readonly fragments: readonly string[];
  /** By their selectors' keys. */
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
    endpoints: new Map(functions.map((item) => [selectorKey(item), endpointOf(item, endpoints)])),
    errors: new Map(errors.map((item) => [item.name, errorOf(item)])),
  };
}

export function errorOf(item: Pick<AbiItem, "name" | "inputs">): GuestError {
  return { selector: selectorKey(item), inputs: sequenceCoder(item.inputs) };
}

function endpointOf(item: AbiItem, endpoints: Definition["endpoints"]): Endpoint {
  const run = Object.hasOwn(endpoints, item.name) ? endpoints[item.name] : undefined;
  if (typeof run !== "function")
    throw new Error(`the ABI has ${item.name}, but no endpoint of that name is defined`);
  return { run: invocation(run, item.inputs), outputs: outputCoder(item.outputs ?? []) };
}

/** The context comes after the arguments. Up to one argument, as most have, needs no list, which costs fuel. */
function invocation(run: Run, parameters: readonly AbiParameter[]): Endpoint["run"] {
  const [single] = parameters;
  if (!single) return () => run(callContext);
  if (parameters.length > 1) {
    const inputs = sequenceCoder(parameters);
    return () => run(...(inputs.decode(ARGUMENTS) as unknown[]), callContext);
  }
  const coder = coderFor(single);
  return coder.dynamic
    ? () => run(coder.decode(ARGUMENTS + countAt(ARGUMENTS)), callContext)
    : () => run(coder.decode(ARGUMENTS), callContext);
}

/** Four bytes of hex, with 0x. */
export function selectorOf({ name, inputs }: Pick<AbiItem, "name" | "inputs">): string {
  return id(`${name}(${inputs.map(canonical).join(",")})`).slice(0, 10);
}

/** The selector as a number, read from its bytes in the machine's own order: the cheapest way to read it from a call. */
function selectorKey(item: Pick<AbiItem, "name" | "inputs">): number {
  return new Uint32Array(bytesOf(selectorOf(item)).buffer)[0] as number;
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
