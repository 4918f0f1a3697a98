import { FAULT_EXPORT, METER_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { GuestTrap } from "../../runtime/sandbox/faults.ts";
import type { GuestCall } from "../../runtime/sandbox/instance.ts";
import { Meter } from "../../runtime/sandbox/meter.ts";
import { HostCalls, REVERTED } from "../../runtime/wasm/host-calls.ts";
import type { Expected } from "./case.ts";
import { memoryHash } from "./observation.ts";

/** So much fuel that host calls, which alone ask this meter, never run out of it. */
const PLENTY = 2n ** 62n;

/**
 * What a module gives as it is, with no rewriter and no meter, or nothing where V8's own stack ended first.
 * @throws what is neither a trap nor the end of a stack
 */
export function runUnmetered(bytes: Uint8Array, call: GuestCall): Expected | undefined {
  const host = new HostCalls();
  const module = new WebAssembly.Module(new Uint8Array(bytes));
  const { exports } = new WebAssembly.Instance(module, host.imports());
  const memory = exports.memory as WebAssembly.Memory;
  host.attach(memory, endlessMeter());
  host.begin(call);
  const outcome = endingOf(exports.call as () => void);
  if (outcome === undefined) return undefined;
  const result = outcome === "Trap" ? "" : Buffer.from(host.result).toString("hex");
  return { outcome, result, memory: memoryHash(new Uint8Array(memory.buffer)) };
}

function endingOf(run: () => void): string | undefined {
  try {
    run();
    return "Success";
  } catch (error) {
    if (error === REVERTED) return "Revert";
    if (error instanceof RangeError) return undefined;
    if (error instanceof WebAssembly.RuntimeError || error instanceof GuestTrap) return "Trap";
    throw error;
  }
}

function endlessMeter(): Meter {
  const exports = {
    [METER_EXPORT]: new WebAssembly.Global({ value: "i64", mutable: true }, PLENTY),
    [FAULT_EXPORT]: new WebAssembly.Global({ value: "i32", mutable: true }, 0),
  };
  return new Meter({ exports });
}
