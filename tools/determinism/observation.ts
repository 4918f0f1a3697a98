import { createHash } from "node:crypto";
import { Outcome } from "../../protocol/outcome.ts";
import { CONTEXT_BYTES } from "../../runtime/sandbox/context.ts";
import type { GuestCall } from "../../runtime/sandbox/instance.ts";
import type { Case, Expected } from "./case.ts";
import { type Instance, type Subject, stateOf } from "./subject.ts";

/** What one run came to, as text: all that a receipt would hold of it, and the state that it left. */
export interface Observation {
  /** What the call was given. */
  readonly fuelLimit: string;
  readonly outcome: string;
  /** In hex. */
  readonly result: string;
  readonly fuelUsed: string;
  /** What the host saw burnt at the last host call or failed check: less than was, where the run trapped. */
  readonly fuelSeen: string;
  /** Lines that the guest wrote. */
  readonly logs: readonly string[];
  readonly peakMemoryBytes: number;
  /** A hash of the whole memory after the run, whatever the outcome. */
  readonly memory: string;
  readonly globals: string;
}

/** The runs of one case. */
export interface Observed {
  readonly name: string;
  readonly observations: readonly Observation[];
  /** How many of the runs were in an instance that had run before. */
  readonly inUsedInstance: number;
  /** What the case must give with plenty of fuel, where that is known. */
  readonly expected?: Expected;
}

const CHUNK = 4096;
const ZEROES = new Uint8Array(CHUNK);
const MAXIMUM_RESULT_BYTES = 1024;
/** Contexts of calls, in bytes that differ; the other one is for calls that disturb a pooled instance. */
const context = Uint8Array.from({ length: CONTEXT_BYTES }, (_, index) => (index * 7 + 1) & 0xff);
/** Long enough to reach parts of memory that a case's own calldata does not. */
const noise = new Uint8Array(20_000).fill(0xa5);
const otherContext = Uint8Array.from({ length: CONTEXT_BYTES }, (_, index) => (index * 11 + 5) & 0xff);

/** Runs a case with plenty of fuel, and out of fuel at several points. @throws HostFault */
export function observeCase(subject: Subject, one: Case, pooled: boolean): Observed {
  if (typeof subject === "string")
    return { name: one.name, observations: [notLoaded(subject)], inUsedInstance: 0 };
  const bench = pooled ? new PooledBench(subject, one) : { take: subject, inUsedInstance: 0 };
  const run = (fuelLimit: bigint) => observe(bench.take(), callOf(one, fuelLimit));
  const whole = run(BigInt(one.fuelLimit));
  const observations = [whole, ...fuelPoints(one, whole).map(run)];
  return { name: one.name, observations, inUsedInstance: bench.inUsedInstance };
}

/** An artefact that no host may load. */
function notLoaded(reason: string): Observation {
  const nothing = {
    fuelLimit: "",
    result: "",
    fuelUsed: "0",
    fuelSeen: "0",
    logs: [],
    peakMemoryBytes: 0,
    memory: "",
    globals: "",
  };
  return { ...nothing, outcome: `not loaded: ${reason}` };
}

/** From nothing to exactly what the call needs, and one less than that. */
function fuelPoints({ fuelPoints }: Case, whole: Observation): bigint[] {
  const needed = neededFuel(whole);
  const evenly = Array.from(
    { length: fuelPoints },
    (_, index) => (needed * BigInt(index)) / BigInt(fuelPoints),
  );
  return [...evenly, needed - 1n, needed].filter((fuel) => fuel >= 0n);
}

/** Where a trap does not tell, so much that some points are likely to lie before it, and some behind. */
function neededFuel({ outcome, fuelUsed, fuelSeen }: Observation): bigint {
  return outcome === "Trap" ? 2n * BigInt(fuelSeen) + 1_000n : BigInt(fuelUsed);
}

/** One instance for all runs: each follows a reset, after another call with another context or with long calldata. */
class PooledBench {
  inUsedInstance = 0;
  readonly #instantiate: () => Instance;
  /** Calls that come between, in turn. */
  readonly #disturbances: readonly GuestCall[];
  #taken = 0;
  #instance: Instance | undefined;

  constructor(instantiate: () => Instance, one: Case) {
    this.#instantiate = instantiate;
    const call = callOf(one, BigInt(one.fuelLimit));
    this.#disturbances = [
      { ...call, context: otherContext },
      { ...call, calldata: noise },
    ];
  }

  /** An instance that the runtime would use for the next call: used and reset, where that can be done. */
  take = (): Instance => {
    this.#instance ??= this.#instantiate();
    // What the last run left goes into the disturbing call, unless it is undone first.
    if (!this.#instance.reset()) this.#instance = this.#instantiate();
    const disturbance = this.#disturbances[this.#taken++ % this.#disturbances.length];
    if (disturbance) this.#instance.run(disturbance);
    if (this.#instance.reset()) this.inUsedInstance++;
    else this.#instance = this.#instantiate();
    return this.#instance;
  };
}

function callOf({ calldata }: Case, fuelLimit: bigint): GuestCall {
  return { calldata: Buffer.from(calldata, "hex"), context, fuelLimit, maxResultBytes: MAXIMUM_RESULT_BYTES };
}

export function observe(instance: Instance, call: GuestCall): Observation {
  const { outcome, result, fuelUsed, logs, peakMemoryBytes } = instance.run(call);
  const { memory, globals, meter } = stateOf(instance);
  return {
    fuelLimit: String(call.fuelLimit),
    outcome: outcomeName(outcome),
    result: Buffer.from(result).toString("hex"),
    fuelUsed: String(fuelUsed),
    fuelSeen: String(call.fuelLimit - meter.fuel),
    // The last line of a trap is the engine's own wording.
    logs: outcome === Outcome.Trap ? logs.slice(0, -1) : logs,
    peakMemoryBytes,
    memory: memoryHash(memory),
    globals,
  };
}

export function outcomeName(outcome: Outcome): string {
  return Object.entries(Outcome).find(([, value]) => value === outcome)?.[0] ?? String(outcome);
}

/** SHA-256 of a memory's size, and of its chunks that are not zero, each behind its offset: most of a memory is zero. */
export function memoryHash(memory: Uint8Array): string {
  const bytes = Buffer.from(memory.buffer, memory.byteOffset, memory.length);
  const hash = createHash("sha256").update(`${bytes.length}`);
  for (let offset = 0; offset < bytes.length; offset += CHUNK) {
    const chunk = bytes.subarray(offset, offset + CHUNK);
    if (!chunk.equals(ZEROES)) hash.update(`;${offset};`).update(chunk);
  }
  return hash.digest("hex");
}

/** The call that a case is observed by. */
export function wholeCall(one: Case): GuestCall {
  return callOf(one, BigInt(one.fuelLimit));
}
