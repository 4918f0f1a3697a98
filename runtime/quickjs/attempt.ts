import { GuestTrap, HostFault } from "../sandbox/faults.ts";
import type { QuickJsVm } from "./vm.ts";

export type Attempt<Value> =
  | { readonly kind: "finished"; readonly value: Value }
  | { readonly kind: "outOfFuel" }
  | { readonly kind: "trapped"; readonly reason: string };

/** Runs guest code and judges how it ended; negative fuel is out of fuel, whatever else happened. */
export function attempt<Value>(vm: QuickJsVm, run: () => Value): Attempt<Value> {
  try {
    const value = run();
    return vm.meter.fuel < 0n ? { kind: "outOfFuel" } : { kind: "finished", value };
  } catch (error) {
    if (vm.meter.hostFault || !isGuests(error)) throw asHostFault(error);
    if (vm.meter.fuel < 0n) return { kind: "outOfFuel" };
    return { kind: "trapped", reason: vm.meter.tooDeep ? "the call stack is too deep" : error.message };
  }
}

/** A RangeError is V8's own stack running out, at a depth that differs by compiler tier: never the guest's. */
function isGuests(error: unknown): error is Error {
  return error instanceof GuestTrap || error instanceof WebAssembly.RuntimeError;
}

function asHostFault(error: unknown): HostFault {
  if (error instanceof HostFault) return error;
  return new HostFault(error instanceof Error ? error.message : String(error), { cause: error });
}
