import {
  type Definition,
  type Endpoint,
  errorOf,
  type GuestError,
  type GuestInterface,
  interfaceOf,
  numberOf,
} from "./abi.ts";
import { hexOf } from "./bytes.ts";
import type { Coder } from "./codec.ts";
import { CONTEXT_BYTES, EncodedContext } from "./context.ts";
import { seedRandom } from "./random.ts";
import { MalformedData, WordReader, WordWriter } from "./words.ts";

/** The first byte of what the host reads; the rest is the result, or the revert's data. */
const Tag = { success: 1, revert: 2 } as const;
const SELECTOR = 4;

const errorString = errorOf({ name: "Error", inputs: [{ type: "string" }] });
const malformedCalldata = errorOf({ name: "MalformedCalldata", inputs: [] });
const unknownEndpoint = errorOf({ name: "UnknownEndpoint", inputs: [{ type: "bytes4" }] });

let guest: GuestInterface | undefined;
let settled: Uint8Array | undefined;

export function define(definition: Definition): void {
  if (guest) throw new Error("defineFunction was called twice; an artefact holds one function");
  guest = interfaceOf(definition);
}

/** The ABI as JSON text. The host calls it once, after the top-level code has run. */
export function announce(): string {
  if (!guest) throw new Error("defineFunction was not called");
  return JSON.stringify(guest.fragments);
}

/**
 * Starts a call. It may still wait for promises when this returns.
 * @param input the context, and the calldata after it
 */
export function dispatch(input: ArrayBuffer): void {
  const calldata = new Uint8Array(input, CONTEXT_BYTES);
  try {
    if (calldata.length < SELECTOR) revert(malformedCalldata, []);
    else run(calldata, new Uint8Array(input, 0, CONTEXT_BYTES));
  } catch (error) {
    fail(error);
  }
}

/** What the call came to. The host calls it once no job is left to run. */
export function settle(): ArrayBuffer {
  if (!settled) fail(new Error("the endpoint's promise never settled"));
  return (settled as Uint8Array).slice().buffer as ArrayBuffer;
}

function run(calldata: Uint8Array, context: Uint8Array): void {
  const selector = calldata.subarray(0, SELECTOR);
  const endpoint = guest?.endpoints.get(numberOf(selector));
  const values = endpoint && decodeArguments(endpoint.inputs, calldata.subarray(SELECTOR));
  if (!endpoint) revert(unknownEndpoint, [hexOf(selector)]);
  else if (!values) revert(malformedCalldata, []);
  else start(endpoint, values, context);
}

function start(endpoint: Endpoint, values: readonly unknown[], context: Uint8Array): void {
  seedRandom(context);
  const value = endpoint.run(...values, new EncodedContext(context));
  if (value instanceof Promise) value.then((late) => succeed(endpoint, late)).catch(fail);
  else succeed(endpoint, value);
}

function decodeArguments(inputs: Coder, data: Uint8Array): unknown[] | undefined {
  try {
    return inputs.decode(new WordReader(data), 0) as unknown[];
  } catch (error) {
    if (error instanceof MalformedData) return undefined;
    throw error;
  }
}

function succeed({ outputs, outputCount }: Endpoint, value: unknown): void {
  const values = outputCount === 1 ? [value] : outputCount === 0 ? [] : value;
  settled = encoded(Tag.success, new Uint8Array(), outputs, values);
}

/** A thrown error becomes the revert that it names, or `Error(string)` as Solidity's `require` gives it. */
function fail(error: unknown): void {
  const named = (error as { revert?: { name: string; values: readonly unknown[] } } | null)?.revert;
  const known = named && guest?.errors.get(named.name);
  if (known) revert(known, named.values);
  else revert(errorString, [messageOf(error)]);
}

/** A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD, as everywhere on the web. */
function messageOf(error: unknown): string {
  const message = String(error instanceof Error ? error.message : error);
  return message.replace(/\p{Surrogate}/gu, "\ufffd");
}

function revert(error: GuestError, values: readonly unknown[]): void {
  settled = encoded(Tag.revert, error.selector, error.inputs, values);
}

function encoded(tag: number, selector: Uint8Array, coder: Coder, values: unknown): Uint8Array {
  const writer = new WordWriter(Uint8Array.of(tag, ...selector));
  coder.encode(writer, coder.dynamic ? 0 : writer.reserve(coder.headSize), values);
  return writer.bytes();
}
