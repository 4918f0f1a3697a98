import { instantiateScript } from "../quickjs/instance.ts";
import type { Snapshot } from "../quickjs/snapshot.ts";
import type { EngineModule } from "../quickjs/vm.ts";
import type { GuestInstance } from "../sandbox/instance.ts";
import { WasmInstance } from "../wasm/instance.ts";
import type { WasmProgram } from "../wasm/prepare.ts";

/** A script that has been initialised, as it travels to the threads: modules and bytes are shared, not copied. */
export interface Script {
  readonly kind: "js";
  readonly engine: EngineModule;
  readonly snapshot: Snapshot;
}

export type Program = Script | WasmProgram;

/** @throws HostFault */
export function instantiate(program: Program): GuestInstance {
  return program.kind === "js"
    ? instantiateScript(program.engine, program.snapshot)
    : new WasmInstance(program, program.snapshot);
}
