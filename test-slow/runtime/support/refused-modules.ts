import type { ErrorCode } from "../../../protocol/error-catalogue.ts";
import { limits } from "../../../runtime/limits.ts";
import { guest, host, i32 } from "../../../test/runtime/helpers/guest.ts";
import { i32 as I32, type ModuleBuilder } from "../../../tools/wasm/module-builder.ts";
import { build, index, loop, repeat } from "./module-parts.ts";

const over: ErrorCode = "ALT_GUEST_MODULE_OVER_LIMIT";
const refusedImport: ErrorCode = "ALT_GUEST_IMPORT_REFUSED";

/** Modules that do not load, and the error that says why. */
export const refusals: Readonly<Record<string, readonly [bytes: () => Uint8Array, code: ErrorCode]>> = {
  "a start function that loops": [
    () => guest({ call: [], start: loop([]) }),
    "ALT_GUEST_INITIALISATION_OUT_OF_FUEL",
  ],
  "a start function that calls itself": [
    () => guest({ call: [], start: [0x10, Object.keys(host).length + 1] }),
    "ALT_GUEST_INITIALISATION_FAILED",
  ],
  "a start function that fills all memory": [
    () => guest({ call: [], start: [...i32(0), ...i32(1), ...i32(2 ** 27), 0xfc, 11, 0], memory: 2048 }),
    "ALT_GUEST_INITIALISATION_FAILED",
  ],
  "a start function that asks for a call": [
    () => guest({ call: [], start: [...host.calldata_size, 0x1a] }),
    "ALT_GUEST_INITIALISATION_FAILED",
  ],
  "a br_table of 100,000 labels": [
    () => build(() => branchTable(100_000)),
    // More than V8 takes.
    "ALT_RUNTIME_MALFORMED_MODULE",
  ],
  "a br_table of 60,000 labels": [() => build(() => branchTable(60_000)), over],
  "49,000 locals": [
    () =>
      build(
        () => [],
        repeat(49_000, () => [0x7e]),
      ),
    over,
  ],
  "a table of ten million elements": [() => declaring((module) => module.addTable(10_000_000)), over],
  "a segment of a million elements": [
    () =>
      declaring((module) => {
        module.addTable(1);
        module.addPassiveElements(repeat(10 ** 6, () => [0]));
      }),
    over,
  ],
  "300 types, each different": [() => declaring(manyTypes), over],
  "1,000 parameters, one less than a compiler takes with the meter": [
    () => declaring((module) => module.type({ params: repeat(1000, () => [I32]), results: [] })),
    over,
  ],
  "100,000 exports": [() => declaring(manyExports), over],
  "20,000 loops": [() => build(() => repeat(20_000, () => [0x03, 0x40, 0x0b])), over],
  "30,000 calls": [() => build((_, self) => repeat(30_000, () => [0x10, self])), over],
  "memory over the limit": [
    () => guest({ call: [], memory: limits.memoryPages + 1 }),
    "ALT_GUEST_MEMORY_OVER_LIMIT",
  ],
  "data outside of its memory": [
    () => declaring((module) => module.addActiveData(-1, Uint8Array.of(1))),
    "ALT_GUEST_INITIALISATION_FAILED",
  ],
  "elements outside of their table": [
    () =>
      declaring((module) => {
        module.addTable(1);
        module.addActiveElements(1, [0]);
      }),
    "ALT_GUEST_INITIALISATION_FAILED",
  ],
  "an import from WASI": [() => importing("wasi_snapshot_preview1", "proc_exit"), refusedImport],
  "an import of what every object has": [() => importing("althing", "constructor"), refusedImport],
  "an import of the prototype": [() => importing("althing", "__proto__"), refusedImport],
  "an import of another type": [() => importing("althing", "random"), refusedImport],
};

function declaring(declare: (module: ModuleBuilder) => unknown): Uint8Array {
  return build((module) => {
    declare(module);
    return [];
  });
}

function branchTable(labels: number): number[] {
  return [0x41, 0, 0x0e, ...index(labels), ...repeat(labels + 1, () => [0])];
}

function manyTypes(module: ModuleBuilder): void {
  const types = [0x7f, 0x7e, 0x7d, 0x7c];
  for (let count = 0; count < 300; count++) {
    const digits = count.toString(4).padStart(6, "0");
    module.type({ params: [...digits].map((digit) => types[Number(digit)] ?? I32), results: [] });
  }
}

function manyExports(module: ModuleBuilder): void {
  for (let count = 0; count < 100_000; count++) module.exportFunction(count.toString(36), 0);
}

function importing(from: string, name: string): Uint8Array {
  return guest({ call: [], imports: [{ module: from, name, type: { params: [], results: [] } }] });
}
