import { expect } from "chai";
import type { FunctionProfile } from "../../../runtime/profiler/profile.ts";
import type { Runtime } from "../../../runtime/runtime.ts";
import type { Artefact, Call } from "../../../runtime/types.ts";

/** Profiles a call, and asserts what holds of every profile: the execution is the call's, and own fuel is all of it. */
export async function profiled(runtime: Runtime, artefact: Artefact, call: Call) {
  const { execution, functions } = await runtime.profile(artefact, call);
  expect(execution).to.deep.equal(await runtime.call(await runtime.load(artefact), call));
  expect(ownFuel(functions)).to.equal(execution.fuelUsed);
  const byName = new Map(functions.map((one) => [one.name, one]));
  return { execution, functions, find: (name: string) => byName.get(name) as FunctionProfile };
}

export function ownFuel(functions: readonly FunctionProfile[]): bigint {
  return functions.reduce((sum, one) => sum + one.ownFuel, 0n);
}
