// What is charged beside the opcodes: calls of the host, and pages of memory.

import { WasmInstance } from "../../runtime/wasm/instance.ts";
import { prepare } from "../../runtime/wasm/prepare.ts";
import { CallReader, encodeCall } from "../../runtime/workers/call-record.ts";
import { guest, host } from "../../test/runtime/helpers/guest.ts";
import { sampleCall } from "../sample/index.ts";

const HOST_CALLS = 1_000;
const ROUNDS = 30;
const PAGE = 65_536;
const PAGES = 128;
/** The operating system gives memory by these. */
const FRAME = 4_096;
const DROP = 0x1a;

/** Nanoseconds of one call of a host function that moves no bytes. */
export function timeHostCall(): number {
  const [none, many] = [0, HOST_CALLS].map(instanceThatCalls);
  const run = (instance: WasmInstance | undefined) => () => instance?.run(sample()) && instance.reset();
  return (leastOf(run(many)) - leastOf(run(none))) / HOST_CALLS;
}

/** Nanoseconds until a page of 64 KiB is there to be written to: the system gives it when it is first touched. */
export function timePage(): number {
  return leastOf(touchNewPages) / PAGES;
}

function instanceThatCalls(times: number): WasmInstance {
  const call = Array.from({ length: times }, () => [...host.calldata_size, DROP]).flat();
  const prepared = prepare(guest({ call }));
  if (prepared.kind !== "ready") throw new Error(prepared.kind);
  return new WasmInstance(prepared.program, prepared.program.snapshot);
}

function sample() {
  return new CallReader(encodeCall(0, sampleCall)).next();
}

function touchNewPages(): void {
  const memory = new WebAssembly.Memory({ initial: 0, maximum: PAGES });
  memory.grow(PAGES);
  const bytes = new Uint8Array(memory.buffer);
  for (let at = 0; at < PAGES * PAGE; at += FRAME) bytes[at] = 1;
}

/** Nanoseconds of the fastest round. */
function leastOf(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least * 1e6;
}
