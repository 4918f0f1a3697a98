import { instantiateScript } from "../quickjs/instance.ts";
import type { EngineModule } from "../quickjs/vm.ts";
import type { GuestInstance } from "../sandbox/instance.ts";
import type { Snapshot } from "../sandbox/snapshot.ts";

/** A function that has been initialised, as it travels to the threads: modules and bytes are shared, not copied. */
export interface Script {
  readonly kind: "js";
  readonly engine: EngineModule;
  readonly snapshot: Snapshot;
}

export type Program = Script;

/** @throws HostFault */
export function instantiate(program: Program): GuestInstance {
  return instantiateScript(program.engine, program.snapshot);
}
