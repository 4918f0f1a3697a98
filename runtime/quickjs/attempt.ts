import { type Ending, endingOf } from "../sandbox/ending.ts";
import type { QuickJsVm } from "./vm.ts";

export type Attempt<Value> = { readonly kind: "finished"; readonly value: Value } | Ending;

/** Runs guest code and judges how it ended; negative fuel is out of fuel, whatever else happened. @throws HostFault */
export function attempt<Value>({ meter }: QuickJsVm, run: () => Value): Attempt<Value> {
  try {
    const value = run();
    return meter.fuel < 0n ? { kind: "outOfFuel" } : { kind: "finished", value };
  } catch (error) {
    return endingOf(meter, error);
  }
}
