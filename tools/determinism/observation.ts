import { createHash } from "node:crypto";
import { limits } from "../../runtime/limits.ts";
import { instrument } from "../../runtime/rewriter/instrument.ts";
import { Meter } from "../../runtime/sandbox/meter.ts";
import { generateProgram } from "../wasm/program-generator.ts";

/** Programs by their seeds: from `first`, so many. */
export interface Range {
  readonly first: number;
  readonly programs: number;
}

/** What a receipt would hold of one run, as text, so that it can be compared and shown. */
export interface Observation {
  readonly outcome: "returned" | "trapped" | "out of fuel" | "too deep" | "host fault";
  readonly result: string;
  /** The whole limit unless it returned. */
  readonly fuelUsed: string;
  readonly memory: string;
}

/** Enough for most programs; those that go on for ever end soon. */
const FUEL = 200_000n;
/** After a trap the meter does not tell what was burnt; most of these programs need less than this. */
const TRAPPED_FUEL = 4_000n;
/** Points between nothing and all of the fuel that a program needs, at which it is run out of fuel. */
const FUEL_POINTS = 7n;

/** The observations of one program: with plenty of fuel, and with too little, at several points. */
export function observeProgram(seed: number): Observation[] {
  const { bytes } = generateProgram(BigInt(seed));
  const module = new WebAssembly.Module(instrument(bytes, { maximumPages: limits.memoryPages }).bytes);
  const whole = observe(module, FUEL);
  const needed = whole.outcome === "trapped" ? TRAPPED_FUEL : BigInt(whole.fuelUsed);
  const points = Array.from(
    { length: Number(FUEL_POINTS) },
    (_, index) => (needed * BigInt(index)) / FUEL_POINTS,
  );
  return [
    whole,
    ...[...points, needed - 1n].filter((fuel) => fuel >= 0n).map((fuel) => observe(module, fuel)),
  ];
}

function observe(module: WebAssembly.Module, fuel: bigint): Observation {
  const instance = new WebAssembly.Instance(module);
  const meter = new Meter(instance);
  meter.start(fuel);
  const { outcome, result } = ending(instance.exports.run as () => bigint);
  const { buffer } = instance.exports.memory as WebAssembly.Memory;
  return {
    outcome:
      meter.fuel < 0n ? "out of fuel" : meter.tooDeep ? "too deep" : meter.hostFault ? "host fault" : outcome,
    result,
    fuelUsed: String(outcome === "returned" ? fuel - meter.fuel : fuel),
    memory: createHash("sha256").update(new Uint8Array(buffer)).digest("hex"),
  };
}

/** A RangeError (V8's own stack) is thrown on: the depth counter must come first. */
function ending(run: () => bigint): Pick<Observation, "outcome" | "result"> {
  try {
    return { outcome: "returned", result: String(run()) };
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return { outcome: "trapped", result: "" };
    throw error;
  }
}

/** What the program gives without a meter, or nothing where only a metered run ends or NaN bits are open. */
export function oracle(seed: number, metered: Observation): string | undefined {
  const { bytes, floats } = generateProgram(BigInt(seed));
  if (floats || (metered.outcome !== "returned" && metered.outcome !== "trapped")) return undefined;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const { outcome, result } = ending(exports.run as () => bigint);
  const { buffer } = exports.memory as WebAssembly.Memory;
  const memory = createHash("sha256").update(new Uint8Array(buffer)).digest("hex");
  return `${outcome} ${result} ${memory}`;
}
