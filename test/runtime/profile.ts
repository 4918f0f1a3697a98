import { expect } from "chai";
import { Interface } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import type { FunctionProfile } from "../../runtime/profiler/profile.ts";
import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import type { Artefact, Call } from "../../runtime/types.ts";
import { importTypes } from "../../runtime/wasm/guest-imports.ts";
import { ModuleBuilder } from "../../tools/wasm/module-builder.ts";
import { sampleContext } from "./helpers/gauntlet.ts";
import { i32 } from "./helpers/guest.ts";
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

/** With the custom section `name`, in which function 2 is called `fib`. */
function named(bytes: Uint8Array): Uint8Array {
  const names = new ByteWriter().u32(1).u32(2).name("fib").bytes();
  const section = new ByteWriter().name("name").u8(1).sized(names).bytes();
  return new ByteWriter().raw(bytes).u8(0).sized(section).bytes().slice();
}

const ownFuel = (functions: readonly FunctionProfile[]) =>
  functions.reduce((sum, one) => sum + one.ownFuel, 0n);

describe("runtime: where a call's fuel went", () => {
  let runtime: Runtime;

  before(() => {
    runtime = createRuntime();
  });
  after(() => runtime.close());

  /** Asserts what holds of every profile, and gives it. */
  async function profiled(artefact: Artefact, limits: Partial<Call> = {}) {
    const asked = { ...CALL, ...limits };
    const { execution, functions } = await runtime.profile(artefact, asked);
    expect(execution).to.deep.equal(await runtime.call(await runtime.load(artefact), asked));
    expect(ownFuel(functions)).to.equal(execution.fuelUsed);
    const byName = new Map(functions.map((one) => [one.name, one]));
    return { execution, functions, find: (name: string) => byName.get(name) as FunctionProfile };
  }

  it("names a module's functions, and counts recursion once", async () => {
    const result = [...i32(0), ...i32(32), ...call(0)];
    const { find, functions } = await profiled({ kind: "wasm", bytes: named(module(result)) });
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
    const reverting = { kind: "wasm", bytes: module([...i32(0), ...i32(8), ...call(1)]) } as const;
    const reverted = await profiled(reverting);
    expect(reverted.execution.outcome).to.equal(Outcome.Revert);
    expect(reverted.find("althing.revert").calls).to.equal(1);
    const trapped = await profiled({ kind: "wasm", bytes: module([0x00]) });
    expect(trapped.find("(taken by the trap)").ownFuel).to.equal(
      CALL.fuelLimit - trapped.find("call").totalFuel,
    );
    const step = reverted.execution.fuelUsed / 12n;
    for (let fuelLimit = 0n; fuelLimit < reverted.execution.fuelUsed; fuelLimit += step) {
      const { execution } = await profiled(reverting, { fuelLimit });
      expect(execution.outcome).to.equal(Outcome.OutOfFuel);
    }
  });

  it("ignores names that are not as they should be", async () => {
    const broken = new ByteWriter().name("name").u8(1, 99).bytes();
    const bytes = new ByteWriter().raw(module()).u8(0).sized(broken).bytes().slice();
    expect((await profiled({ kind: "wasm", bytes })).find("function 2").calls).to.equal(177);
  });

  it("names a script's functions, where they begin, and the engine's own", async () => {
    const source = [
      "async function later() { await 1; return helper.twice(1n); }",
      "const helper = { twice(n) { return BigInt(Number(n) * 2); } };",
      "function* count() { yield 1; yield 2; }",
      'althing.define({ abi: ["function go(uint256 n) view returns (uint256)"], endpoints: {',
      "  go: async (n) => { for (const one of count()) n += helper.twice(BigInt(one)); return n + await later(); },",
      "} });",
    ].join("\n");
    const artefact = { kind: "js", bytes: new TextEncoder().encode(source) } as const;
    const abi = new Interface(["function go(uint256 n)"]);
    const { execution, find } = await profiled(artefact, { calldata: abi.encodeFunctionData("go", [1]) });
    expect(BigInt(execution.result)).to.equal(9n);
    expect(find("later")).to.deep.include({ calls: 1, place: { file: "function.js", line: 0, column: 0 } });
    expect(find("twice")).to.deep.include({ calls: 3, place: { file: "function.js", line: 1, column: 17 } });
    expect(find("count")).to.deep.include({ calls: 1, place: { file: "function.js", line: 2, column: 0 } });
    expect(find("go").calls).to.equal(1);
    expect(find("BigInt (built in)")).to.deep.include({ place: undefined });
    expect(find("(calldata in, result out)").totalFuel).to.equal(execution.fuelUsed);
    const { execution: starved } = await profiled(artefact, {
      calldata: abi.encodeFunctionData("go", [1]),
      fuelLimit: execution.fuelUsed / 2n,
    });
    expect(starved.outcome).to.equal(Outcome.OutOfFuel);
  });

  it("survives calls of what is no function, and functions without a name of their own", async () => {
    const source = [
      "const odd = function () { return 1n; };",
      "delete odd.name; delete odd.length;",
      "Object.defineProperty(Math.max, 'name', { value: 7 });",
      "const attempts = [() => (42)(), () => ({})(), () => 'x'(), () => (5n)(), () => (void 0)(), () => (1e300)()];",
      'althing.define({ abi: ["function go() view returns (uint256)"], endpoints: {',
      "  go() { let n = odd() + BigInt(Math.max(1)); for (const one of attempts) try { one(); } catch { n++; } return n; },",
      "} });",
    ].join("\n");
    const { execution } = await profiled(
      { kind: "js", bytes: new TextEncoder().encode(source) },
      { calldata: new Interface(["function go()"]).encodeFunctionData("go") },
    );
    expect(BigInt(execution.result)).to.equal(8n);
  });
});
