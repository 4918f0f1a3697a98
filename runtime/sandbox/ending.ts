import { GuestTrap, HostFault } from "./faults.ts";
import type { Meter } from "./meter.ts";

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

/** A RangeError is V8's own stack running out, at a depth that differs by compiler tier: never the guest's. */
function isGuests(error: unknown): error is Error {
  return error instanceof GuestTrap || error instanceof WebAssembly.RuntimeError;
}

export function asHostFault(error: unknown): HostFault {
  if (error instanceof HostFault) return error;
  return new HostFault(error instanceof Error ? error.message : String(error), { cause: error });
}
