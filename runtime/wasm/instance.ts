import { Outcome } from "../../protocol/outcome.ts";
import { PAGE_BYTES } from "../limits.ts";
import { charges } from "../rewriter/cost-table.ts";
import { ALTERED_EXPORT } from "../rewriter/instrument.ts";
import { asHostFault, type Ending, endingOf, failedExecution } from "../sandbox/ending.ts";
import type { GuestCall, GuestExecution, GuestInstance } from "../sandbox/instance.ts";
import { Meter } from "../sandbox/meter.ts";
import { type MemoryImage, restoreMemory } from "../sandbox/snapshot.ts";
import { HostCalls, REVERTED } from "./host-calls.ts";

/** A rewritten and compiled module, which has run nothing yet. */
export interface WasmModule {
  readonly module: WebAssembly.Module;
  /** Exports of all its mutable globals. */
  readonly globals: readonly string[];
}

/** What a start function left: the state that every call begins with. */
export interface WasmSnapshot extends MemoryImage {
  readonly globals: readonly (number | bigint)[];
}

/** Memory up to so many pages is copied whole at each reset. For a larger one a fresh instance is cheaper. */
const POOLED_PAGES = charges.freePages;

/** One instance of a guest in raw WebAssembly. */
export class WasmInstance implements GuestInstance {
  readonly memory: WebAssembly.Memory;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly meter: Meter;
  readonly #entry: () => void;
  readonly #globals: readonly WebAssembly.Global[];
  /** Of the snapshot; undefined where a reset would not be complete. */
  readonly #pristine: Uint8Array | undefined;
  readonly #pristineGlobals: readonly (number | bigint)[];
  readonly #host: HostCalls;
  /** What each call costs before it runs, in fuel: its memory is made for it alone. */
  readonly #memoryFuel: number;

  /**
   * @param snapshot what calls begin with; left out: the module itself is that
   * @param hooks imports that were added to the module: see `profiler/call-hooks.ts`
   * @throws HostFault, and WebAssembly.RuntimeError for a segment that does not fit its memory or table
   */
  constructor({ module, globals }: WasmModule, snapshot?: WasmSnapshot, hooks: WebAssembly.Imports = {}) {
    this.#host = new HostCalls();
    const { exports } = instantiate(module, { ...hooks, ...this.#host.imports() });
    this.exports = exports;
    this.memory = exports.memory as WebAssembly.Memory;
    this.meter = new Meter({ exports });
    this.#host.attach(this.memory, this.meter);
    this.#entry = exports.call as () => void;
    this.#globals = globals.map((name) => exports[name] as WebAssembly.Global);
    if (snapshot) this.#restore(snapshot);
    this.#pristineGlobals = this.globalValues;
    const pages = this.memory.buffer.byteLength / PAGE_BYTES;
    this.#memoryFuel = Math.max(pages - POOLED_PAGES, 0) * charges.grownPage;
    this.#pristine = this.#canBeReset() ? this.#host.bytes.slice() : undefined;
  }

  get globalValues(): (number | bigint)[] {
    return this.#globals.map(({ value }) => value);
  }

  /** Something was changed that neither memory nor globals show. */
  get altered(): boolean {
    return (this.exports[ALTERED_EXPORT] as WebAssembly.Global).value === 1;
  }

  run(call: GuestCall): GuestExecution {
    this.#host.begin(call);
    this.meter.start(call.fuelLimit);
    try {
      if (this.#memoryFuel > 0) this.meter.charge(this.#memoryFuel);
      this.#entry();
    } catch (error) {
      if (error !== REVERTED) return this.#failed(endingOf(this.meter, error), call);
      return this.#returned(Outcome.Revert, call);
    }
    return this.#returned(Outcome.Success, call);
  }

  reset(): boolean {
    const bytes = this.#host.bytes;
    if (bytes.length !== this.#pristine?.length || this.altered) return false;
    bytes.set(this.#pristine);
    for (let index = 0; index < this.#globals.length; index++) {
      const global = this.#globals[index] as WebAssembly.Global;
      global.value = this.#pristineGlobals[index] as number | bigint;
    }
    return true;
  }

  #returned(outcome: Outcome, call: GuestCall): GuestExecution {
    const fuelLeft = this.meter.fuel;
    if (fuelLeft < 0n) return this.#failed({ kind: "outOfFuel" }, call);
    return {
      outcome,
      result: this.#host.result,
      fuelUsed: call.fuelLimit - fuelLeft,
      logs: this.#host.logs.taken(),
      peakMemoryBytes: this.memory.buffer.byteLength,
    };
  }

  #failed(ending: Ending, call: GuestCall): GuestExecution {
    return failedExecution(ending, call, {
      logs: this.#host.logs.taken(),
      peakMemoryBytes: this.memory.buffer.byteLength,
    });
  }

  #restore(snapshot: WasmSnapshot): void {
    const missing = snapshot.memoryPages - this.memory.buffer.byteLength / PAGE_BYTES;
    try {
      this.memory.grow(missing);
    } catch (error) {
      throw asHostFault(error);
    }
    restoreMemory(this.memory, snapshot);
    for (const [index, global] of this.#globals.entries()) global.value = snapshot.globals[index] ?? 0;
  }

  /** A NaN may lose its bits on the way through JavaScript. */
  #canBeReset(): boolean {
    const exact = this.#pristineGlobals.every((value) => !Number.isNaN(value));
    return exact && this.memory.buffer.byteLength <= POOLED_PAGES * PAGE_BYTES;
  }
}

function instantiate(module: WebAssembly.Module, imports: WebAssembly.Imports): WebAssembly.Instance {
  try {
    return new WebAssembly.Instance(module, imports);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    throw asHostFault(error);
  }
}
