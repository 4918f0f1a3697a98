import { Outcome } from "../../protocol/outcome.ts";
import { GuestTrap, HostFault } from "./faults.ts";
import type { GuestCall, GuestExecution } from "./instance.ts";
import type { Meter } from "./meter.ts";

const NOTHING = new Uint8Array();

/** How guest code ended that did not return. */
export type Ending =
  | { readonly kind: "outOfFuel" }
  /** The reason is for people: it differs by engine. */
  | { readonly kind: "trapped"; readonly reason: string };

/**
 * Judges what guest code threw. Negative fuel is out of fuel, whatever else happened.
 * @throws HostFault
 */
export function endingOf(meter: Meter, error: unknown): Ending {
  if (meter.hostFault || !isGuests(error)) throw asHostFault(error);
  if (meter.fuel < 0n) return { kind: "outOfFuel" };
  return { kind: "trapped", reason: meter.tooDeep ? "the call stack is too deep" : error.message };
}

/** What such a call comes to: no result, and the whole limit is charged. */
export function failedExecution(
  ending: Ending,
  { fuelLimit }: GuestCall,
  { logs, peakMemoryBytes }: Pick<GuestExecution, "logs" | "peakMemoryBytes">,
): GuestExecution {
  const common = { result: NOTHING, fuelUsed: fuelLimit, peakMemoryBytes };
  if (ending.kind === "outOfFuel") return { outcome: Outcome.OutOfFuel, logs, ...common };
  return { outcome: Outcome.Trap, logs: [...logs, `trapped: ${ending.reason}`], ...common };
}

/** A RangeError is V8's own stack running out, at a depth that differs by compiler tier: never the guest's. */
function isGuests(error: unknown): error is Error {
  return error instanceof GuestTrap || error instanceof WebAssembly.RuntimeError;
}

export function asHostFault(error: unknown): HostFault {
  if (error instanceof HostFault) return error;
  return new HostFault(error instanceof Error ? error.message : String(error), { cause: error });
}
