import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { limits } from "../limits.ts";
import { instrument } from "../rewriter/instrument.ts";
import { markWrites } from "../rewriter/mark-writes.ts";
import type { EngineModule } from "./vm.ts";

let prepared: Promise<EngineModule> | undefined;

/** QuickJS, metered: rewritten and compiled once in a process, then shared by all its threads. */
export function meteredEngine(): Promise<EngineModule> {
  prepared ??= prepareEngine();
  return prepared;
}

/** @param adapt changes the metered engine further */
export async function prepareEngine(adapt = (metered: Uint8Array) => metered): Promise<EngineModule> {
  const { bytes, globals, initialPages } = instrument(await engineBytes(), {
    maximumPages: limits.memoryPages,
    slimFrames: true,
  });
  const marked = markWrites(adapt(bytes), { maximumPages: limits.memoryPages });
  return { module: await WebAssembly.compile(marked), globals, initialPages };
}

/** QuickJS as its package publishes it. */
export function engineBytes(): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm"));
}
