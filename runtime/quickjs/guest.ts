import { limits } from "../limits.ts";
import { GuestTrap } from "../sandbox/faults.ts";
import type { Snapshot } from "../sandbox/snapshot.ts";
import { attempt } from "./attempt.ts";
import { type Handles, Session } from "./session.ts";
import { type EngineModule, QuickJsVm } from "./vm.ts";

/** How top-level code ended. */
export type Initialisation =
  | { readonly kind: "ready"; readonly snapshot: Snapshot; readonly abi: readonly string[] }
  | { readonly kind: "outOfFuel" }
  | { readonly kind: "trapped"; readonly reason: string };

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
  const entries = session.call(install, session.hostFunction("log"));
  const [announce, dispatch, settle] = ["announce", "dispatch", "settle"].map((name) =>
    session.property(entries, name),
  ) as [number, number, number];
  return vm.snapshot({ runtime, context, announce, dispatch, settle } satisfies Handles);
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
    return fragmentsIn(session.text(session.call(booted.handles.announce), ABI_BYTES));
  });
  if (ran.kind === "trapped") return ran;
  if (ran.kind === "outOfFuel") return ran;
  const snapshot = vm.snapshot(booted.handles);
  if (snapshot.bytes.length > limits.snapshotBytes) {
    return {
      kind: "trapped",
      reason: `it left ${snapshot.bytes.length} bytes, at most ${limits.snapshotBytes}`,
    };
  }
  return { kind: "ready", snapshot, abi: ran.value };
}

/** The announced ABI. The text is the guest's, and may be anything. @throws GuestTrap */
function fragmentsIn(text: string): string[] {
  try {
    const fragments: unknown = JSON.parse(text);
    if (Array.isArray(fragments) && fragments.every((one) => typeof one === "string")) return fragments;
  } catch {
    // Not JSON is not an ABI either.
  }
  throw new GuestTrap("no ABI was announced");
}
