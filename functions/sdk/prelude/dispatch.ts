import {
  type Definition,
  type Endpoint,
  errorOf,
  type GuestError,
  type GuestInterface,
  interfaceOf,
} from "./abi.ts";
import type { Coder } from "./codec.ts";
import { calledSelector, calledSelectorHex, MalformedData, openInput, readFrom } from "./input.ts";
import { appendSelector, beginOutput, endOutput, isAnswered, reserve, wholeOutput } from "./output.ts";

/** What a call came to: a result, or a revert's data. */
const Tag = { success: 1, revert: 2 } as const;

const errorString = errorOf({ name: "Error", inputs: [{ type: "string" }] });
const malformedCalldata = errorOf({ name: "MalformedCalldata", inputs: [] });
const unknownEndpoint = errorOf({ name: "UnknownEndpoint", inputs: [{ type: "bytes4" }] });

let guest: GuestInterface | undefined;

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
 * Starts a call, which may have to wait for promises.
 * @param long the call, if it is not where calls are
 */
export function dispatch(long?: ArrayBuffer): void {
  try {
    if (long) readFrom(long);
    openInput();
    run();
  } catch (error) {
    fail(error);
  }
}

/** All of what the call came to. The host asks if it does not find it; no job is left to run then. */
export function settle(): ArrayBuffer {
  if (!isAnswered()) fail(new Error("the endpoint's promise never settled"));
  return wholeOutput();
}

function run(): void {
  const selector = calledSelector();
  const endpoint = selector === undefined ? undefined : guest?.endpoints.get(selector);
  if (endpoint) start(endpoint);
  else if (selector === undefined) revert(malformedCalldata, []);
  else revert(unknownEndpoint, [calledSelectorHex()]);
}

function start(endpoint: Endpoint): void {
  const value = endpoint.run();
  if (value instanceof Promise) value.then((late) => succeed(endpoint, late)).catch(fail);
  else succeed(endpoint, value);
}

function succeed({ outputs }: Endpoint, value: unknown): void {
  beginOutput();
  write(outputs, value);
  endOutput(Tag.success);
}

/** A thrown error becomes the revert that it names, or `Error(string)` as Solidity's `require` gives it. */
function fail(error: unknown): void {
  const named = (error as { revert?: { name: string; values: readonly unknown[] } } | null)?.revert;
  const known = named && guest?.errors.get(named.name);
  if (error instanceof MalformedData) revert(malformedCalldata, []);
  else if (known) revert(known, named.values);
  else revert(errorString, [messageOf(error)]);
}

/** A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD, as everywhere on the web. */
function messageOf(error: unknown): string {
  const message = String(error instanceof Error ? error.message : error);
  return message.replace(/\p{Surrogate}/gu, "\ufffd");
}

function revert(error: GuestError, values: readonly unknown[]): void {
  beginOutput();
  appendSelector(error.selector);
  write(error.inputs, values);
  endOutput(Tag.revert);
}

function write(coder: Coder, value: unknown): void {
  coder.encode(coder.dynamic ? 0 : reserve(coder.headSize), value);
}
