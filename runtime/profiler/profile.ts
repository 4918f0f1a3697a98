import type { Artefact, Execution } from "../types.ts";
import type { CalledFunction, FunctionCost } from "./call-profile.ts";
import { functionNames } from "./function-names.ts";
import type { ProfiledExecution } from "./run-profiled.ts";

/** An execution, and where its fuel went. */
export interface Profile {
  readonly execution: Execution;
  /** By own fuel, the most first. Together it is the execution's `fuelUsed`, exactly. */
  readonly functions: readonly FunctionProfile[];
}

/** What all calls of one function burnt. */
export interface FunctionProfile {
  readonly name: string;
  /** Where it begins in a script, `function.js` or the SDK's `prelude.js`; undefined for what no script holds. */
  readonly place: ScriptPlace | undefined;
  readonly calls: number;
  /** Fuel without that of the functions that it calls. */
  readonly ownFuel: bigint;
  /** Fuel with it; where a function calls itself, that counts once. */
  readonly totalFuel: bigint;
}

/** Line and column count from 0. */
export interface ScriptPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Puts names to what a thread has counted. */
export async function profileOf(
  { execution, costs }: ProfiledExecution,
  { kind, bytes }: Artefact,
): Promise<Profile> {
  const nameAt = kind === "wasm" ? await functionNames(bytes) : String;
  const functions = costs
    .filter(({ own, calls, called }) => own > 0 || (calls > 0 && called.kind !== "host"))
    .map((cost) => namedCost(cost, nameAt))
    .toSorted((one, other) => Number(other.ownFuel - one.ownFuel));
  return { execution: { ...execution, result: hexOf(execution.result) }, functions };
}

function namedCost(
  { called, calls, own, total }: FunctionCost,
  nameAt: (index: number) => string,
): FunctionProfile {
  const place =
    called.kind === "script" ? { file: called.file, line: called.line, column: called.column } : undefined;
  return { name: nameOf(called, nameAt), place, calls, ownFuel: BigInt(own), totalFuel: BigInt(total) };
}

function nameOf(called: CalledFunction, nameAt: (index: number) => string): string {
  switch (called.kind) {
    case "wasm":
      return nameAt(called.index);
    case "script":
      return called.name || (isOfFields(called) ? "(fields of a class)" : "(anonymous)");
    case "builtIn":
      return called.name ? `${called.name} (built in)` : "(built in)";
    case "host":
      return "(calldata in, result out)";
    case "forfeit":
      return "(taken by the trap)";
  }
}

/** What sets a class's fields is a function to the engine, without a place. */
function isOfFields({ line, column }: ScriptPlace): boolean {
  return line === 0 && column === 0;
}

function hexOf(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}
