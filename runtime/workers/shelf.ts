import { HostFault } from "../sandbox/faults.ts";
import type { GuestCall, GuestExecution, GuestInstance } from "../sandbox/instance.ts";
import { instantiate, type Program } from "./program.ts";

interface Kept {
  readonly program: Program;
  instance: GuestInstance | undefined;
}

/** The functions of a thread, each with one instance that stands at its snapshot. */
export class Shelf {
  readonly #kept = new Map<number, Kept>();

  keep(functionId: number, program: Program): void {
    this.#kept.set(functionId, { program, instance: undefined });
  }

  forget(): void {
    this.#kept.clear();
  }

  /** `reset` must follow before the function runs again. @throws HostFault */
  run(functionId: number, call: GuestCall): GuestExecution {
    const kept = this.#find(functionId);
    kept.instance ??= instantiate(kept.program);
    return kept.instance.run(call);
  }

  reset(functionId: number): void {
    const kept = this.#find(functionId);
    if (!kept.instance?.reset()) kept.instance = undefined;
  }

  #find(functionId: number): Kept {
    const kept = this.#kept.get(functionId);
    if (!kept) throw new HostFault(`the thread was not given function ${functionId}`);
    return kept;
  }
}
