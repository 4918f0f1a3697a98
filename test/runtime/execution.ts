import { expect } from "chai";
import { AbiCoder, dataSlice, Interface, id, keccak256 } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../../runtime/limits.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import { failure } from "./helpers/errors.ts";
import { type Gauntlet, gauntletBytes, loadGauntlet, sampleContext } from "./helpers/gauntlet.ts";

const ERROR_STRING = new Interface(["error Error(string message)"]);
const MEBIBYTE = 2 ** 20;

describe("runtime: executions", () => {
  let runtime: Runtime;
  let gauntlet: Gauntlet;

  before(async () => {
    runtime = createRuntime({ workers: 2 });
    gauntlet = await loadGauntlet(runtime);
  });
  after(() => runtime.close());

  it("identifies a function by its bytes, and initialises it once", async () => {
    const bytes = await gauntletBytes();
    expect(gauntlet.fn.codeHash).to.equal(keccak256(bytes));
    expect(await runtime.load({ kind: "js", bytes })).to.equal(gauntlet.fn);
  });

  it("gives the guest's results", async () => {
    expect(await gauntlet.read("spin", [100])).to.equal(4950n);
    expect(await gauntlet.read("echo", ["0x0123456789"])).to.equal("0x0123456789");
  });

  it("starts every call from the same state", async () => {
    for (let round = 0; round < 3; round++) expect(await gauntlet.read("count")).to.equal(1n);
    await gauntlet.call("poison");
    expect(await gauntlet.read("count")).to.equal(1n);
    expect(await gauntlet.read("dice")).to.deep.equal(await gauntlet.read("dice"));
  });

  describe("limits", () => {
    it("fails allocations past the memory limit inside the guest, alike each time", async () => {
      const hoard = () => gauntlet.call("hoard", [], { fuelLimit: 20_000_000_000n });
      const [first, second] = await Promise.all([hoard(), hoard()]);
      expect(first.outcome).to.equal(Outcome.Revert);
      expect(first.peakMemoryBytes > 100 * MEBIBYTE).to.equal(true);
      expect(first.peakMemoryBytes <= limits.memoryPages * 65_536).to.equal(true);
      expect(second).to.deep.equal(first);
    });

    it("stops hoarding by fuel if that comes first", async () => {
      const { outcome, peakMemoryBytes } = await gauntlet.call("hoard", [], { fuelLimit: 3_000_000n });
      expect(outcome).to.equal(Outcome.OutOfFuel);
      expect(peakMemoryBytes < 40 * MEBIBYTE).to.equal(true);
    });

    it("lets JavaScript recurse deep, and turns what is too deep into a revert, alike each time", async () => {
      expect(await gauntlet.read("descend", [1000])).to.equal(1000n);
      const [first, second] = await Promise.all([1, 2].map(() => gauntlet.call("descend", [1_000_000])));
      expect(first?.outcome).to.equal(Outcome.Revert);
      expect(dataSlice(first?.result ?? "0x", 0, 4)).to.equal(ERROR_STRING.getError("Error")?.selector);
      expect(second).to.deep.equal(first);
    });

    it("traps on a result that is longer than the request allows, and not by one byte less", async () => {
      const { result } = await gauntlet.call("fill", [100]);
      const length = (result.length - 2) / 2;
      const exact = await gauntlet.call("fill", [100], { maxResultBytes: length });
      expect(exact).to.deep.include({ outcome: Outcome.Success, result });
      const short = await gauntlet.call("fill", [100], {
        maxResultBytes: length - 1,
        fuelLimit: 50_000_000n,
      });
      expect(short).to.deep.include({ outcome: Outcome.Trap, result: "0x", fuelUsed: 50_000_000n });
    });

    it("traps on a result that is longer than the domain allows", async () => {
      const call = gauntlet.call("fill", [limits.resultBytes], { maxResultBytes: limits.resultBytes * 2 });
      expect((await call).outcome).to.equal(Outcome.Trap);
    });

    it("keeps whole lines of the log, up to its limits", async () => {
      const { logs } = await gauntlet.call("chatter", [2, "hello"]);
      expect(logs).to.deep.equal(["hello 0", "hello 1"]);
      const many = await gauntlet.call("chatter", [limits.logLines + 10, "x"]);
      expect(many.logs).to.have.length(limits.logLines);
      const wide = await gauntlet.call("chatter", [100, "y".repeat(1000)]);
      expect(wide.outcome).to.equal(Outcome.Success);
      expect(wide.logs.join("").length <= limits.logBytes).to.equal(true);
      expect(wide.logs).to.have.length(65);
    });

    it("refuses calls that no chain would have let through", async () => {
      const wrong = [
        { calldata: "no hex" },
        { calldata: `0x${"00".repeat(limits.calldataBytes + 1)}` },
        { fuelLimit: -1n },
        { fuelLimit: limits.callFuel + 1n },
        { maxResultBytes: 1.5 },
        { context: { ...sampleContext, commitment: "0x12" } },
      ];
      for (const part of wrong) {
        await failure("ALT_RUNTIME_CALL_INVALID", () => gauntlet.call("count", [], part));
      }
    });
  });

  describe("the guest's world", () => {
    it("is the request's block and header", async () => {
      expect(await gauntlet.read("now")).to.equal(sampleContext.timestamp * 1000n);
      const { timestamp, commitment, consumer, functionId, version } = sampleContext;
      expect(await gauntlet.read("report")).to.deep.equal([
        timestamp,
        commitment,
        consumer,
        functionId,
        BigInt(version),
        "query",
      ]);
    });

    it("lives in UTC, whatever the machine's zone", async () => {
      const { result } = await gauntlet.call("calendar");
      const [today, offset, local] = gauntlet.abi.decodeFunctionResult("calendar", result);
      expect(today).to.equal("Sun Jun 15 2025 15:06:40 GMT+0000");
      expect([offset, local]).to.deep.equal([0n, BigInt(Date.UTC(2024, 6, 1, 12))]);
    });

    it("does not depend on the case of an address or a hash", async () => {
      const upper = (hex: string) => `0x${hex.slice(2).toUpperCase()}`;
      const consumer = `0x${"ab".repeat(20)}`;
      const context = { ...sampleContext, consumer };
      const shouted = { ...context, consumer: upper(consumer), commitment: upper(context.commitment) };
      const quiet = await gauntlet.call("report", [], { context });
      expect(await gauntlet.call("report", [], { context: shouted })).to.deep.equal(quiet);
    });

    it("has randomness that follows from the commitment alone", async () => {
      const dice = (commitment: string, timestamp = 1n) =>
        gauntlet.read("dice", [], { context: { ...sampleContext, commitment, timestamp } });
      expect(await dice(id("one"))).to.deep.equal(await dice(id("one"), 2n));
      expect(await dice(id("one"))).not.to.deep.equal(await dice(id("two")));
      const [first, second] = (await dice(id("one"))) as bigint[];
      expect(first).not.to.equal(second);
    });

    it("has one NaN", async () => {
      expect(await gauntlet.read("nan", [0xfff8000000000001n])).to.equal(0x7ff8000000000000n);
    });
  });
});

describe("runtime: initialisation", () => {
  let runtime: Runtime;
  const load = (source: string) => runtime.load({ kind: "js", bytes: new TextEncoder().encode(source) });

  before(() => {
    runtime = createRuntime();
  });
  after(() => runtime.close());

  const failing = {
    "reads the clock": "const started = Date.now();",
    "draws random numbers": "const lucky = Math.random();",
    throws: "throw new Error('not today');",
    "does not parse": "this is not JavaScript",
    "defines no function": "const idle = 1;",
    "defines two functions": "althing.define({abi:['function f()'],endpoints:{f(){}}});".repeat(2),
    "announces nonsense": "JSON.stringify=()=>'{'; althing.define({abi:['function f()'],endpoints:{f(){}}});",
    "announces something else":
      "JSON.stringify=()=>'[1]'; althing.define({abi:['function f()'],endpoints:{f(){}}});",
    "leaves more in memory than operators keep":
      "const hoard = 'x'.repeat(10_000_000); althing.define({abi:['function f()'],endpoints:{f(){}}});",
    "logs what is no text": "Array.prototype.join=()=>Symbol();console.log(1);",
    "lacks an endpoint": "althing.define({abi:['function f()'],endpoints:{}});",
    "has an ABI that does not parse": "althing.define({abi:['function f('],endpoints:{f(){}}});",
  };
  for (const [what, source] of Object.entries(failing)) {
    it(`fails for top-level code that ${what}`, () =>
      failure("ALT_GUEST_INITIALISATION_FAILED", () => load(source)));
  }

  it("has a fuel cap of its own", async () => {
    const { figures } = await failure("ALT_GUEST_INITIALISATION_OUT_OF_FUEL", () => load("for (;;);"));
    expect(figures.limit).to.equal(limits.initialisationFuel);
  });

  it("refuses an artefact over the limit before it runs", () =>
    failure("ALT_GUEST_ARTEFACT_OVER_LIMIT", () => load(" ".repeat(limits.artefactBytes + 1))));

  it("is not paid for by calls, however much it burns", async () => {
    const define =
      "althing.define({abi:['function f() view returns (uint256)'],endpoints:{f:()=>table.length}});";
    const used = async (length: number) => {
      const fn = await load(`const table=[];for(let i=0;i<${length};i++)table.push(i);${define}`);
      const calldata = new Interface(fn.abi).encodeFunctionData("f");
      const call = { calldata, context: sampleContext, fuelLimit: 10_000_000n, maxResultBytes: 32 };
      const { fuelUsed, result } = await runtime.call(fn, call);
      expect(AbiCoder.defaultAbiCoder().decode(["uint256"], result)[0]).to.equal(BigInt(length));
      return fuelUsed;
    };
    const [few, many] = [await used(10), await used(20_000)];
    expect(many - few < 5_000n).to.equal(true);
  });
});
