import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { limits } from "../limits.ts";
import { instrument } from "../rewriter/instrument.ts";
import { markWrites } from "../rewriter/mark-writes.ts";
import type { EngineModule } from "./vm.ts";

let prepared: Promise<EngineModule> | undefined;

/** QuickJS, metered: rewritten and compiled once in a process, then shared by all its threads. */
export function meteredEngine(): Promise<EngineModule> {
  prepared ??= engineBytes().then(async (bytes) => {
    const rewritten = instrument(bytes, { maximumPages: limits.memoryPages });
    const module = await WebAssembly.compile(
      markWrites(rewritten.bytes, { maximumPages: limits.memoryPages }),
    );
    return { module, globals: rewritten.globals, initialPages: rewritten.initialPages };
  });
  return prepared;
}

/** QuickJS as its package publishes it. */
export function engineBytes(): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm"));
}
