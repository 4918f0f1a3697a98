import { expect } from "chai";
import { Interface } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import type { Artefact, Call } from "../../runtime/types.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { guest, host } from "../../test/runtime/helpers/guest.ts";
import { profiled } from "../../test/runtime/helpers/profiled.ts";
import { CALLDATA_BYTES, generateProgram } from "../../tools/wasm/program-generator.ts";

const CALL: Call = {
  calldata: new Interface(["function go()"]).encodeFunctionData("go"),
  context: sampleContext,
  fuelLimit: 10_000_000n,
  maxResultBytes: 32,
};

/** A function whose endpoint is `go() returns (uint256)`. */
function script(...lines: string[]): Artefact {
  return { kind: "js", bytes: new TextEncoder().encode(lines.join("\n")) };
}

describe("runtime: where a call's fuel went, in full", () => {
  let runtime: Runtime;

  before(() => {
    runtime = createRuntime();
  });
  after(() => runtime.close());

  it("names a script's functions and where they begin, and the engine's own", async () => {
    const artefact = script(
      "async function later() { await 1; return helper.twice(1n); }",
      "const helper = { twice(n) { return BigInt(Number(n) * 2); } };",
      "function* count() { yield 1; yield 2; }",
      'althing.define({ abi: ["function go() view returns (uint256)"], endpoints: {',
      "  go: async () => { let n = 0n; for (const one of count()) n += helper.twice(BigInt(one)); return n + await later(); },",
      "} });",
    );
    const { execution, find } = await profiled(runtime, artefact, CALL);
    expect(BigInt(execution.result)).to.equal(8n);
    expect(find("later")).to.deep.include({ calls: 1, place: { file: "function.js", line: 0, column: 0 } });
    expect(find("twice")).to.deep.include({ calls: 3, place: { file: "function.js", line: 1, column: 17 } });
    expect(find("count")).to.deep.include({ calls: 1, place: { file: "function.js", line: 2, column: 0 } });
    expect(find("go").calls).to.equal(1);
    expect(find("BigInt (built in)")).to.deep.include({ place: undefined });
    expect(find("(calldata in, result out)").totalFuel).to.equal(execution.fuelUsed);
  });

  it("is shown up to where the fuel ran out", async () => {
    const artefact = script(
      "function burn(n) { for (;;) n += step(n); }",
      "function step(n) { return n & 1; }",
      'althing.define({ abi: ["function go() view returns (uint256)"], endpoints: { go: () => burn(0) } });',
    );
    const { execution, find } = await profiled(runtime, artefact, CALL);
    expect(execution.outcome).to.equal(Outcome.OutOfFuel);
    expect(find("burn").totalFuel > (CALL.fuelLimit * 9n) / 10n).to.equal(true);
    expect(find("burn").totalFuel).to.equal(find("burn").ownFuel + find("step").totalFuel);
  });

  it("is shown of recursion without end, in either kind", async () => {
    const itself = guest({ call: [0x10, Object.keys(host).length] });
    const module = await profiled(runtime, { kind: "wasm", bytes: itself }, { ...CALL, calldata: "0x" });
    expect(module.execution.outcome).to.equal(Outcome.Trap);
    expect(module.find("call").calls > 10_000).to.equal(true);
    const artefact = script(
      "function fall() { return fall() + 1n; }",
      'althing.define({ abi: ["function go() view returns (uint256)"], endpoints: { go: () => fall() } });',
    );
    const { find } = await profiled(runtime, artefact, CALL);
    expect(find("fall").calls > 1_000).to.equal(true);
    expect(find("fall").totalFuel).to.equal(find("fall").ownFuel);
  });

  it("is the call's own fuel for generated programs, wherever it ran out", async () => {
    const outcomes = new Set<Outcome>();
    const calldata = `0x${"5a".repeat(CALLDATA_BYTES)}`;
    for (let seed = 0n; seed < 60n; seed++) {
      const artefact = { kind: "wasm", bytes: generateProgram(seed).bytes } as const;
      const loaded = await runtime.load(artefact).catch((error: unknown) => error);
      if (loaded instanceof Error) continue;
      for (const fuelLimit of [200_000n, 5_000n, 700n]) {
        const call = { ...CALL, calldata, fuelLimit, maxResultBytes: 1024 };
        outcomes.add((await profiled(runtime, artefact, call)).execution.outcome);
      }
    }
    expect([...outcomes]).to.include.members([Outcome.Success, Outcome.OutOfFuel, Outcome.Trap]);
  });

  it("survives calls of what is no function, and functions without a name of their own", async () => {
    const artefact = script(
      "const odd = function () { return 1n; };",
      "delete odd.name; delete odd.length;",
      "Object.defineProperty(Math.max, 'name', { value: 7 });",
      "const attempts = [() => (42)(), () => ({})(), () => 'x'(), () => (5n)(), () => (void 0)(), () => (1e300)()];",
      'althing.define({ abi: ["function go() view returns (uint256)"], endpoints: {',
      "  go() { let n = odd() + BigInt(Math.max(1)); for (const one of attempts) try { one(); } catch { n++; } return n; },",
      "} });",
    );
    const { execution } = await profiled(runtime, artefact, CALL);
    expect(BigInt(execution.result)).to.equal(8n);
  });
});
