import { CONTEXT_BYTES } from "../sandbox/context.ts";
import { failedExecution } from "../sandbox/ending.ts";
import type { GuestCall, GuestExecution, GuestInstance } from "../sandbox/instance.ts";
import { LogBook } from "../sandbox/log-book.ts";
import { attempt } from "./attempt.ts";
import { CallBuffers } from "./call-buffers.ts";
import type { Snapshot } from "./snapshot.ts";
import { type EngineModule, QuickJsVm } from "./vm.ts";

/** Where the context's timestamp lies: a uint64 at the end of its eighth word. */
const TIMESTAMP_AT = 8 * 32 - 8;

/** A function of kind "js" in one thread: an engine that stands at the function's snapshot. @throws HostFault */
export function instantiateScript(
  engine: EngineModule,
  snapshot: Snapshot,
  hooks?: WebAssembly.Imports,
): ScriptInstance {
  return new ScriptInstance(engine, snapshot, hooks);
}

export class ScriptInstance implements GuestInstance {
  readonly vm: QuickJsVm;
  readonly #buffers: CallBuffers;
  readonly #snapshot: Snapshot;

  constructor(engine: EngineModule, snapshot: Snapshot, hooks?: WebAssembly.Imports) {
    this.vm = QuickJsVm.restore(engine, snapshot, hooks);
    this.#buffers = new CallBuffers(this.vm, snapshot.handles);
    this.#snapshot = snapshot;
  }

  run(call: GuestCall): GuestExecution {
    const vm = this.vm;
    vm.logs = new LogBook();
    vm.setClock(timestampOf(call.context) * 1000);
    vm.meter.start(call.fuelLimit);
    const ran = attempt(vm, () => this.#buffers.answer(call));
    const common = { logs: vm.logs.lines, peakMemoryBytes: vm.bytes.length };
    if (ran.kind !== "finished") return failedExecution(ran, call, common);
    const [outcome, result] = ran.value;
    return { outcome, result, fuelUsed: call.fuelLimit - vm.meter.fuel, ...common };
  }

  reset(): boolean {
    return this.vm.reset(this.#snapshot);
  }
}

/** Seconds; what a double cannot hold exactly is no time of any block. */
function timestampOf(context: Uint8Array): number {
  const view = new DataView(context.buffer, context.byteOffset, CONTEXT_BYTES);
  return Number(view.getBigUint64(TIMESTAMP_AT));
}
