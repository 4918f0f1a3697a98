import { limits } from "../limits.ts";
import type { Ending } from "../sandbox/ending.ts";
import { GuestTrap } from "../sandbox/faults.ts";
import { fragmentsIn } from "../sandbox/fragments.ts";
import { attempt } from "./attempt.ts";
import { BUFFER_BYTES } from "./call-buffers.ts";
import { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";
import { type EngineModule, QuickJsVm } from "./vm.ts";

/** How top-level code ended. */
export type Initialisation =
  | { readonly kind: "ready"; readonly snapshot: Snapshot; readonly abi: readonly string[] }
  | Ending;

const ABI_BYTES = 65_536;

/** The engine with the SDK's prelude run in it: what every function's initialisation starts from. */
export function boot(engine: EngineModule, prelude: string): Snapshot {
  const vm = QuickJsVm.fresh(engine);
  vm.meter.start(limits.initialisationFuel);
  // The engine reads the clock once to seed its own Math.random, which the prelude replaces.
  vm.setClock(0);
  vm.construct();
  const runtime = vm.engine.newRuntime();
  vm.engine.setMaxStackSize(runtime, limits.scriptStackBytes);
  const context = vm.engine.newContext(runtime, 0);
  const session = new Session(vm, { runtime, context });
  const install = session.evaluate(prelude, "prelude.js");
  const [input, output] = [session.arrayBuffer(BUFFER_BYTES), session.arrayBuffer(BUFFER_BYTES)];
  const entries = session.call(install, session.hostFunction("log"), input.value, output.value);
  const entry = (name: string) => session.property(entries, name);
  const [announce, dispatch, settle] = [entry("announce"), entry("dispatch"), entry("settle")];
  return vm.snapshot({
    runtime,
    context,
    announce,
    dispatch,
    settle,
    input: input.data,
    output: output.data,
  });
}

/**
 * Runs a function's top-level code once, under a fuel cap of its own, without clock or call context.
 * @throws HostFault
 */
export function initialise(engine: EngineModule, booted: Snapshot, source: string): Initialisation {
  const vm = QuickJsVm.restore(engine, booted);
  const session = new Session(vm, booted.handles);
  vm.meter.start(limits.initialisationFuel);
  const ran = attempt(vm, () => {
    session.evaluate(source, "function.js");
    session.runJobs();
    const abi = fragmentsIn(session.text(session.call(booted.handles.announce), ABI_BYTES));
    if (!abi) throw new GuestTrap("no ABI was announced");
    return abi;
  });
  if (ran.kind !== "finished") return ran;
  const snapshot = vm.snapshot(booted.handles);
  const left = snapshot.bytes.length;
  if (left > limits.snapshotBytes) {
    return { kind: "trapped", reason: `it left ${left} bytes, at most ${limits.snapshotBytes}` };
  }
  return { kind: "ready", snapshot, abi: ran.value };
}
