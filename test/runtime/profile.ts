import { expect } from "chai";
import { Outcome } from "../../protocol/outcome.ts";
import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import type { Call } from "../../runtime/types.ts";
import { importTypes } from "../../runtime/wasm/guest-imports.ts";
import { ModuleBuilder } from "../../tools/wasm/module-builder.ts";
import { sampleContext } from "./helpers/gauntlet.ts";
import { i32 } from "./helpers/guest.ts";
import { ownFuel, profiled } from "./helpers/profiled.ts";
import { i32 as i32Type } from "./helpers/wasm.ts";

const CALL: Call = { calldata: "0x", context: sampleContext, fuelLimit: 1_000_000n, maxResultBytes: 1024 };
const ADD = 0x6a;
const get = [0x20, 0];
const call = (index: number) => [0x10, index];

/** Functions: 0 set_result, 1 revert, 2 fib, 3 helper, 4 call. The last calls `fib(10)`, through a table, then does `rest`. */
function module(rest: readonly number[] = []): Uint8Array {
  const builder = new ModuleBuilder();
  builder.importFunction("althing", "set_result", importTypes.set_result);
  builder.importFunction("althing", "revert", importTypes.revert);
  const unary = { params: [i32Type], results: [i32Type] };
  // if n < 2 then n else fib(n − 1) + fib(n − 2)
  const less = (by: number) => [...get, ...i32(by), 0x6b, ...call(2)];
  const fib = [...get, ...i32(2), 0x48, 0x04, i32Type, ...get, 0x05, ...less(1), ...less(2), ADD, 0x0b];
  builder.addFunction(unary, [], Uint8Array.from(fib));
  builder.addFunction(unary, [], Uint8Array.from([...get, ...call(2)]));
  const entry = [...i32(10), ...i32(0), 0x11, builder.type(unary), 0, 0x1a];
  const main = builder.addFunction({ params: [], results: [] }, [], Uint8Array.from([...entry, ...rest]));
  builder.addMemory(1);
  builder.addTable(1);
  builder.addActiveElements(0, [3]);
  builder.exportMemory("memory", 0);
  builder.exportFunction("call", main);
  return builder.bytes();
}

/** With the custom section `name`, in which function 2 has a name. */
function named(bytes: Uint8Array, name: string): Uint8Array {
  const names = new ByteWriter().u32(1).u32(2).name(name).bytes();
  const section = new ByteWriter().name("name").u8(1).sized(names).bytes();
  return new ByteWriter().raw(bytes).u8(0).sized(section).bytes().slice();
}

describe("runtime: where a call's fuel went", () => {
  let runtime: Runtime;

  before(() => {
    runtime = createRuntime();
  });
  after(() => runtime.close());

  const profile = (bytes: Uint8Array, limits: Partial<Call> = {}) =>
    profiled(runtime, { kind: "wasm", bytes }, { ...CALL, ...limits });

  it("names a module's functions, and counts recursion once", async () => {
    const result = [...i32(0), ...i32(32), ...call(0)];
    const { find, functions } = await profile(named(module(result), "fib"));
    expect(functions.map(({ name, calls }) => [name, calls])).to.have.deep.members([
      ["fib", 177],
      ["function 3", 1],
      ["call", 1],
      ["althing.set_result", 1],
    ]);
    const [whole, helper, fib] = [find("call"), find("function 3"), find("fib")];
    expect(fib.totalFuel).to.equal(fib.ownFuel);
    expect(helper.totalFuel).to.equal(helper.ownFuel + fib.totalFuel);
    expect(whole.totalFuel).to.equal(ownFuel(functions));
  });

  it("shows what was burnt before a revert, a trap, or the end of the fuel", async () => {
    const reverting = module([...i32(0), ...i32(8), ...call(1)]);
    const reverted = await profile(reverting);
    expect(reverted.execution.outcome).to.equal(Outcome.Revert);
    expect(reverted.find("althing.revert").calls).to.equal(1);
    const trapped = await profile(module([0x00]));
    expect(trapped.find("(taken by the trap)").ownFuel).to.equal(
      CALL.fuelLimit - trapped.find("call").totalFuel,
    );
    const step = reverted.execution.fuelUsed / 12n;
    for (let fuelLimit = 0n; fuelLimit < reverted.execution.fuelUsed; fuelLimit += step) {
      const { execution } = await profile(reverting, { fuelLimit });
      expect(execution.outcome).to.equal(Outcome.OutOfFuel);
    }
  });

  it("writes the names that Rust mangles as Rust does", async () => {
    for (const [mangled, name] of [
      ["_ZN6primes7althing9Arguments3u3217habf7c98c57591507E", "primes::althing::Arguments::u32"],
      ["_ZN3fib3fib17h0123456789abcdefE", "fib::fib"],
      ["_ZNfibE", "_ZNfibE"],
      ["_ZN3fibx", "_ZN3fibx"],
    ] as const) {
      const { find } = await profile(named(module(), mangled));
      expect(find(name).calls, mangled).to.equal(177);
    }
  });

  it("ignores names that are not as they should be", async () => {
    const broken = new ByteWriter().name("name").u8(1, 99).bytes();
    const bytes = new ByteWriter().raw(module()).u8(0).sized(broken).bytes().slice();
    expect((await profile(bytes)).find("function 2").calls).to.equal(177);
  });
});
