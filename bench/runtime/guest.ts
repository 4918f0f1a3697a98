// A workload's module, metered, as a function from size to checksum.

import { limits } from "../../runtime/limits.ts";
import { instrument, START_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { Meter } from "../../runtime/sandbox/meter.ts";
import { exported } from "./unmetered.ts";

/** More than any workload burns. */
export const BUDGET = 1_000_000_000_000n;

export interface Guest {
  run(size: number): number;
  /** What a run burns. */
  fuel(size: number): bigint;
}

/** The fuel is given anew for each run, as the runtime does it for each call. */
export function meteredGuest(bytes: Uint8Array, name: string): Guest {
  const rewritten = instrument(bytes, { maximumPages: limits.memoryPages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(rewritten.bytes));
  const meter = new Meter(instance);
  meter.start(BUDGET);
  if (START_EXPORT in instance.exports) exported(instance, START_EXPORT)(0);
  const call = exported(instance, name);
  const run = (size: number): number => {
    meter.start(BUDGET);
    return call(size);
  };
  const fuel = (size: number): bigint => {
    run(size);
    return BUDGET - meter.fuel;
  };
  return { run, fuel };
}
