import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { limits } from "../limits.ts";
import { type InstrumentedModule, instrument } from "../rewriter/instrument.ts";
import { markWrites } from "../rewriter/mark-writes.ts";
import type { EngineModule } from "./vm.ts";

let prepared: Promise<EngineModule> | undefined;

/** QuickJS, metered: rewritten and compiled once in a process, then shared by all its threads. */
export function meteredEngine(): Promise<EngineModule> {
  prepared ??= prepareEngine();
  return prepared;
}

/** @param adapt changes the metered engine further */
export async function prepareEngine(adapt?: (metered: Uint8Array) => Uint8Array): Promise<EngineModule> {
  const { bytes, ...engine } = rewriteEngine(await engineBytes(), adapt);
  return { module: await WebAssembly.compile(bytes), ...engine };
}

/** QuickJS as this runtime has it compiled: metered, and with marks of what it writes. */
export function rewriteEngine(
  source: Uint8Array,
  adapt = (metered: Uint8Array) => metered,
): InstrumentedModule {
  const options = { maximumPages: limits.memoryPages };
  const metered = instrument(source, { ...options, slimFrames: true });
  return { ...metered, bytes: markWrites(adapt(metered.bytes), options) };
}

/** QuickJS as its package publishes it. */
export function engineBytes(): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm"));
}
