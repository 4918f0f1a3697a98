// The one time that no weight can know: a load that finds its cell in no cache.

import { ValueType } from "../../runtime/rewriter/emit.ts";
import { assemble } from "../../test/runtime/helpers/wasm.ts";
import { assembleCode } from "./assembler.ts";

const PAGE = 65_536;
const PAGES = 1_024;
/** One cell in each line of the caches. */
const LINE = 64;
const CELLS = (PAGES * PAGE) / LINE;
const LOADS = 100_000;

/** Nanoseconds of a load out of 64 MiB, each from where the one before says. */
export function timeFarLoad(): number {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(follower()));
  const { poke, follow } = exports as Record<string, (first: number, second: number) => number>;
  for (const [cell, next] of randomCycle(CELLS).entries()) poke?.(cell * LINE, next * LINE);
  const start = performance.now();
  follow?.(0, LOADS);
  return ((performance.now() - start) * 1e6) / LOADS;
}

function follower(): Uint8Array {
  const { i32 } = ValueType;
  const poke = ["local.get 0", "local.get 1", "i32.store 0"];
  const follow = [
    "loop",
    ...["local.get 0", "i32.load 0", "local.set 0"],
    ...["local.get 1", "i32.const 1", "i32.sub", "local.tee 1", "br_if 0"],
    "end",
    "local.get 0",
  ];
  const params = [i32, i32];
  return assemble({
    functions: [
      { name: "poke", params, code: assembleCode(poke) },
      { name: "follow", params, results: [i32], code: assembleCode(follow) },
    ],
    memory: [PAGES],
  });
}

/** What follows each of `length` numbers in one cycle through all of them (Sattolo's shuffle). */
function randomCycle(length: number): Uint32Array {
  const next = Uint32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * last);
    const moved = next[other] ?? 0;
    next[other] = next[last] ?? 0;
    next[last] = moved;
  }
  return next;
}
