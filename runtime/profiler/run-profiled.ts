import { Outcome } from "../../protocol/outcome.ts";
import type { ScriptInstance } from "../quickjs/instance.ts";
import type { GuestCall, GuestExecution } from "../sandbox/instance.ts";
import { instantiate, type Program } from "../workers/program.ts";
import { HOOK_MODULE, type Hooks } from "./call-hooks.ts";
import { CallProfile, type FunctionCost, type ProfileRow } from "./call-profile.ts";
import { ScriptFrames } from "./script-frames.ts";

/** An execution, and what each function had of its fuel. */
export interface ProfiledExecution {
  readonly execution: GuestExecution;
  readonly costs: readonly FunctionCost[];
}

/** Runs one call of a program with hooks. @throws HostFault */
export function runProfiled(program: Program, call: GuestCall): ProfiledExecution {
  const profile = new CallProfile(Number(call.fuelLimit));
  const hooks: Hooks = {
    // No guest code runs before there is something to tell its functions by.
    enter: (low, high, fuel) => enter(low, high, fuel),
    leave: (fuel) => profile.leave(fuel),
  };
  const instance = instantiate(program, { [HOOK_MODULE]: { ...hooks } });
  const enter =
    program.kind === "js"
      ? scriptEntry(profile, (instance as ScriptInstance).vm.memory, program.snapshot.handles.runtime)
      : moduleEntry(profile);
  const execution = instance.run(call);
  const costs =
    execution.outcome === Outcome.Trap
      ? profile.endInTrap()
      : profile.end(Number(call.fuelLimit - execution.fuelUsed));
  return { execution, costs };
}

function scriptEntry(profile: CallProfile, memory: WebAssembly.Memory, runtime: number): Hooks["enter"] {
  const frames = new ScriptFrames(memory, runtime, (called) => profile.row(called));
  return (pointer, tag, fuel) => {
    const { row, resumed } = frames.frameOf(pointer, tag);
    profile.enter(row, fuel, resumed);
  };
}

function moduleEntry(profile: CallProfile): Hooks["enter"] {
  const rows: ProfileRow[] = [];
  return (index, _, fuel) => {
    rows[index] ??= profile.row({ kind: "wasm", index });
    profile.enter(rows[index], fuel);
  };
}
