import { ABI_SECTION } from "../../protocol/abi-section.ts";
import type { ErrorCode } from "../../protocol/error-catalogue.ts";
import { AlthingError } from "../../protocol/errors.ts";
import { limits } from "../limits.ts";
import { instrument, START_EXPORT } from "../rewriter/instrument.ts";
import { type Ending, endingOf } from "../sandbox/ending.ts";
import { takeImage } from "../sandbox/snapshot.ts";
import { abiIn } from "./abi-section.ts";
import { checkGuestInterface } from "./guest-interface.ts";
import { WasmInstance, type WasmModule, type WasmSnapshot } from "./instance.ts";

/** A function of kind "wasm", ready to be instantiated in any thread. */
export interface WasmProgram extends WasmModule {
  readonly kind: "wasm";
  /** Undefined where the module has no start function: a fresh instance is what calls begin with. */
  readonly snapshot: WasmSnapshot | undefined;
}

export type Prepared =
  | { readonly kind: "ready"; readonly program: WasmProgram; readonly abi: readonly string[] }
  /** The module is none that a function may be. Errors lose their class on the way between threads. */
  | { readonly kind: "refused"; readonly code: ErrorCode; readonly figures: AlthingError["figures"] }
  | Ending;

/**
 * Makes a module a function: validates, rewrites and compiles it, and runs its start function once, under a fuel cap of
 * its own and without a call's context.
 * @throws HostFault
 */
export function prepare(bytes: Uint8Array): Prepared {
  try {
    const { bytes: rewritten, globals } = instrument(bytes, { maximumPages: limits.memoryPages });
    checkGuestInterface(bytes);
    const abi = abiIn(bytes);
    if (!abi) return trapped(`its section ${ABI_SECTION} is not a JSON array of fragments`);
    return start({ module: new WebAssembly.Module(rewritten), globals }, abi);
  } catch (error) {
    if (error instanceof AlthingError) return { kind: "refused", code: error.code, figures: error.figures };
    // A segment that does not fit.
    if (error instanceof WebAssembly.RuntimeError) return trapped(error.message);
    throw error;
  }
}

function start(module: WasmModule, abi: readonly string[]): Prepared {
  const instance = new WasmInstance(module);
  const run = instance.exports[START_EXPORT];
  if (typeof run !== "function") return ready(module, undefined, abi);
  instance.meter.start(limits.initialisationFuel);
  try {
    run();
  } catch (error) {
    return endingOf(instance.meter, error);
  }
  if (instance.meter.fuel < 0n) return { kind: "outOfFuel" };
  if (instance.altered) return trapped("its start function changed a table or dropped a segment");
  const snapshot = {
    ...takeImage(instance.memory, new WasmInstance(module).memory),
    globals: instance.globalValues,
  };
  const fault = faultOf(snapshot);
  return fault ? trapped(fault) : ready(module, snapshot, abi);
}

/** Why a start function's work cannot be kept. */
function faultOf({ bytes, globals }: WasmSnapshot): string | undefined {
  const limit = limits.snapshotBytes;
  if (bytes.length > limit) return `it left ${bytes.length} bytes, at most ${limit}`;
  return globals.some(Number.isNaN) ? "it left a NaN in a global, whose bits could not be kept" : undefined;
}

function ready(module: WasmModule, snapshot: WasmSnapshot | undefined, abi: readonly string[]): Prepared {
  return { kind: "ready", program: { kind: "wasm", ...module, snapshot }, abi };
}

function trapped(reason: string): Prepared {
  return { kind: "trapped", reason };
}
