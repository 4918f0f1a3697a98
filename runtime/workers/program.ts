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

/**
 * @param hooks what the host offers beside the guest ABI, to a program that was changed to import it
 * @throws HostFault
 */
export function instantiate(program: Program, hooks?: WebAssembly.Imports): GuestInstance {
  return program.kind === "js"
    ? instantiateScript(program.engine, program.snapshot, hooks)
    : new WasmInstance(program, program.snapshot, hooks);
}
