import {
  type Definition,
  type Endpoint,
  errorOf,
  type GuestError,
  type GuestInterface,
  interfaceOf,
} from "./abi.ts";
import { hexOf } from "./bytes.ts";
import type { Coder } from "./codec.ts";
import { CONTEXT_BYTES, callContext, setContext } from "./context.ts";
import { MalformedData, WordReader, WordWriter } from "./words.ts";

/** The first byte of what a call comes to; the rest is the result, or the revert's data. */
const Tag = { success: 1, revert: 2 } as const;
const SELECTOR = 4;
/** In front of what the host reads: the number of bytes, little-endian. */
const LENGTH = 4;
const NO_SELECTOR = new Uint8Array();

const errorString = errorOf({ name: "Error", inputs: [{ type: "string" }] });
const malformedCalldata = errorOf({ name: "MalformedCalldata", inputs: [] });
const unknownEndpoint = errorOf({ name: "UnknownEndpoint", inputs: [{ type: "bytes4" }] });

let guest: GuestInterface | undefined;
/** Made before the snapshot, so that a call need not. */
const reader = new WordReader();
const output = new WordWriter();
const waiting = new ArrayBuffer(0);
let settled: ArrayBuffer | undefined;

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
 * Starts a call. Gives what it came to, or nothing if it waits for promises.
 * @param input the context, and the calldata after it
 */
export function dispatch(input: ArrayBuffer): ArrayBuffer {
  try {
    run(new Uint8Array(input));
  } catch (error) {
    fail(error);
  }
  return settled ?? waiting;
}

/** What a call came to that waited. The host calls it once no job is left to run. */
export function settle(): ArrayBuffer {
  if (!settled) fail(new Error("the endpoint's promise never settled"));
  return settled as ArrayBuffer;
}

function run(input: Uint8Array): void {
  if (input.length < CONTEXT_BYTES + SELECTOR) {
    revert(malformedCalldata, []);
  } else {
    setContext(input);
    const endpoint = guest?.endpoints.get(new DataView(input.buffer).getUint32(CONTEXT_BYTES));
    const values = endpoint && decodeArguments(endpoint.inputs, input);
    if (!endpoint) revert(unknownEndpoint, [hexOf(input.subarray(CONTEXT_BYTES, CONTEXT_BYTES + SELECTOR))]);
    else if (!values) revert(malformedCalldata, []);
    else start(endpoint, values);
  }
}

function start(endpoint: Endpoint, values: readonly unknown[]): void {
  const value = endpoint.run(...values, callContext);
  if (value instanceof Promise) value.then((late) => succeed(endpoint, late)).catch(fail);
  else succeed(endpoint, value);
}

function decodeArguments(inputs: Coder, input: Uint8Array): unknown[] | undefined {
  try {
    reader.open(input, CONTEXT_BYTES + SELECTOR);
    return inputs.decode(reader, 0) as unknown[];
  } catch (error) {
    if (error instanceof MalformedData) return undefined;
    throw error;
  }
}

function succeed({ outputs, outputCount }: Endpoint, value: unknown): void {
  const values = outputCount === 1 ? [value] : outputCount === 0 ? [] : value;
  settled = encoded(Tag.success, NO_SELECTOR, outputs, values);
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

function encoded(tag: number, selector: Uint8Array, coder: Coder, values: unknown): ArrayBuffer {
  output.clear();
  const data = output.reserve(LENGTH + 1 + selector.length) + LENGTH + 1;
  if (selector.length > 0) output.put(data, selector);
  coder.encode(output, coder.dynamic ? 0 : output.reserve(coder.headSize), values);
  output.setUint32(0, output.length - LENGTH);
  output.put(LENGTH, [tag]);
  return output.buffer;
}
