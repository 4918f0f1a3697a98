import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../limits.ts";
import { GuestTrap, HostFault } from "../sandbox/faults.ts";
import type { Snapshot } from "../sandbox/snapshot.ts";
import type { CallContext } from "../types.ts";
import { type Handles, Session } from "./session.ts";
import { type EngineModule, QuickJsVm } from "./vm.ts";

/** A call as a worker gets it. */
export interface GuestCall {
  readonly calldata: Uint8Array;
  readonly context: CallContext;
  readonly fuelLimit: bigint;
  readonly maxResultBytes: number;
}

export interface GuestExecution {
  readonly outcome: Outcome;
  readonly result: Uint8Array;
  readonly fuelUsed: bigint;
  readonly logs: readonly string[];
  readonly peakMemoryBytes: number;
}

/** How top-level code ended. */
export type Initialisation =
  | { readonly kind: "ready"; readonly snapshot: Snapshot; readonly abi: readonly string[] }
  | { readonly kind: "outOfFuel" }
  | { readonly kind: "trapped"; readonly reason: string };

const NOTHING = new Uint8Array();
const ABI_BYTES = 65_536;
/** The first byte of what `settle` gives; the rest is the result. */
const outcomeOfTag: Readonly<Record<number, Outcome>> = { 1: Outcome.Success, 2: Outcome.Revert };

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

/** Runs one call in a fresh instance that begins at the function's snapshot. @throws HostFault */
export function execute(engine: EngineModule, snapshot: Snapshot, call: GuestCall): GuestExecution {
  const vm = QuickJsVm.restore(engine, snapshot);
  vm.setClock(Number(call.context.timestamp) * 1000);
  vm.meter.start(call.fuelLimit);
  const ran = attempt(vm, () => runCall(new Session(vm, snapshot.handles), snapshot.handles, call));
  const common = { logs: vm.logs.lines, peakMemoryBytes: vm.memory.buffer.byteLength };
  if (ran.kind === "finished") return { ...ran.value, fuelUsed: call.fuelLimit - vm.meter.fuel, ...common };
  const outcome = ran.kind === "outOfFuel" ? Outcome.OutOfFuel : Outcome.Trap;
  const logs = ran.kind === "trapped" ? [...common.logs, `trapped: ${ran.reason}`] : common.logs;
  return { ...common, outcome, result: NOTHING, fuelUsed: call.fuelLimit, logs };
}

function runCall(
  session: Session,
  handles: Handles,
  call: GuestCall,
): Pick<GuestExecution, "outcome" | "result"> {
  const calldata = session.arrayBuffer(call.calldata);
  session.call(handles.dispatch, calldata, session.string(contextText(call.context)));
  session.runJobs();
  const settled = session.bytes(session.call(handles.settle), call.maxResultBytes + 1);
  const outcome = outcomeOfTag[settled[0] ?? 0];
  if (outcome === undefined) throw new GuestTrap("the prelude was tampered with");
  return { outcome, result: settled.subarray(1) };
}

/**
 * The context as the prelude reads it. The order of the fields and the case of the hex are part of the guest ABI:
 * results and fuel depend on them.
 */
function contextText(context: CallContext): string {
  return JSON.stringify([
    context.commitment.toLowerCase(),
    String(context.functionId),
    context.version,
    context.account.toLowerCase(),
    context.consumer.toLowerCase(),
    context.mode,
    String(context.blockNumber),
    String(context.timestamp),
    context.prevrandao.toLowerCase(),
  ]);
}

type Attempt<Value> =
  | { readonly kind: "finished"; readonly value: Value }
  | { readonly kind: "outOfFuel" }
  | { readonly kind: "trapped"; readonly reason: string };

/** Runs guest code and judges how it ended; negative fuel is out of fuel, whatever else happened. */
function attempt<Value>(vm: QuickJsVm, run: () => Value): Attempt<Value> {
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
