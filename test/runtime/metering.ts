import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { Interface } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { executionDomain } from "../../runtime/domain.ts";
import { limits } from "../../runtime/limits.ts";
import { prelude } from "../../runtime/prelude.ts";
import { meteredEngine } from "../../runtime/quickjs/engine.ts";
import type { EngineModule } from "../../runtime/quickjs/vm.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import type { Call } from "../../runtime/types.ts";
import { encodeCall } from "../../runtime/workers/call-record.ts";
import { WorkerPool } from "../../runtime/workers/pool.ts";
import { failure } from "./helpers/errors.ts";
import { type Gauntlet, gauntletBytes, loadGauntlet, sampleContext } from "./helpers/gauntlet.ts";
import { strippedEngine } from "./helpers/stripped-engine.ts";

describe("runtime: metering", () => {
  let runtime: Runtime;
  let gauntlet: Gauntlet;

  before(async () => {
    runtime = createRuntime({ workers: 2 });
    gauntlet = await loadGauntlet(runtime);
  });
  after(() => runtime.close());

  it("burns the same fuel in every run and every worker", async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => gauntlet.call("spin", [500])));
    for (const run of runs) expect(run).to.deep.equal(runs[0]);
  });

  it("burns the same fuel in a fresh process, in another time zone", async () => {
    const script = fileURLToPath(new URL("./helpers/fresh-process.ts", import.meta.url));
    const env = { ...process.env, NODE_OPTIONS: "", TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8" };
    const { stdout } = await promisify(execFile)(process.execPath, [script, "500"], { env });
    const { fuelUsed, result } = await gauntlet.call("spin", [500]);
    expect(JSON.parse(stdout)).to.deep.equal({
      fuel: String(fuelUsed),
      result,
      domain: await executionDomain(),
    });
  });

  it("burns in proportion to the times round a loop", async () => {
    const used = async (rounds: number) => (await gauntlet.call("spin", [rounds])).fuelUsed;
    const [none, some, twice] = await Promise.all([used(0), used(5_000), used(10_000)]);
    expect(some - none > 5_000n).to.equal(true);
    // Numbers that are larger cost a little more to encode: a thousandth is allowed for that.
    const excess = twice - some - (some - none);
    expect(excess * 1000n < some && -excess * 1000n < some).to.equal(true);
  });

  it("stops an endless loop at the limit, to the unit", async () => {
    const execution = await gauntlet.call("forever", [], { fuelLimit: 5_000_000n });
    expect(execution).to.deep.include({ outcome: Outcome.OutOfFuel, result: "0x", fuelUsed: 5_000_000n });
  });

  it("succeeds with exactly the fuel it needs, and with one less does not", async () => {
    const { fuelUsed, result } = await gauntlet.call("spin", [50]);
    const enough = await gauntlet.call("spin", [50], { fuelLimit: fuelUsed });
    expect(enough).to.deep.include({ outcome: Outcome.Success, result, fuelUsed });
    const short = await gauntlet.call("spin", [50], { fuelLimit: fuelUsed - 1n });
    expect(short).to.deep.include({ outcome: Outcome.OutOfFuel, result: "0x", fuelUsed: fuelUsed - 1n });
  });

  it("runs out of fuel at any limit below, and with no fuel at all", async () => {
    const { fuelUsed } = await gauntlet.call("spin", [5]);
    for (let parts = 0n; parts < 8n; parts++) {
      const fuelLimit = (fuelUsed * parts) / 8n;
      const execution = await gauntlet.call("spin", [5], { fuelLimit });
      expect(execution).to.deep.include({ outcome: Outcome.OutOfFuel, fuelUsed: fuelLimit });
    }
  });
});

describe("runtime: with the instrumentation stripped, the metering tests would fail", () => {
  const abi = new Interface(["function spin(uint256) returns (uint256)", "function forever()"]);

  /** The two facts that the tests above rest on, of any engine. */
  async function facts(engine: EngineModule) {
    const patient = new WorkerPool({ workers: 1, killAfterMs: 60_000 });
    const impatient = new WorkerPool({ workers: 1, killAfterMs: 1500 });
    try {
      const program = { kind: "js", engine, snapshot: await initialised(patient, engine) } as const;
      const run = (pool: WorkerPool, call: Call) => pool.runCall(0, program, encodeCall(0, call));
      const short = await run(patient, callOf("spin", 10));
      const long = await run(patient, callOf("spin", 1000));
      const endless = await run(impatient, callOf("forever")).catch(() => "killed");
      return { growsWithWork: long.fuelUsed > short.fuelUsed, sums: [short.outcome, long.outcome], endless };
    } finally {
      await Promise.all([patient.close(), impatient.close()]);
    }
  }

  async function initialised(pool: WorkerPool, engine: EngineModule) {
    const booted = await pool.runJob("boot", { engine, prelude: await prelude() });
    const source = new TextDecoder().decode(await gauntletBytes());
    const ready = await pool.runJob("initialise", { engine, booted, source });
    return ready.kind === "ready" ? ready.snapshot : expect.fail(`initialisation ended as ${ready.kind}`);
  }

  function callOf(endpoint: string, ...values: number[]) {
    const calldata = abi.encodeFunctionData(endpoint, values);
    return { calldata, context: sampleContext, fuelLimit: 5_000_000n, maxResultBytes: 32 };
  }

  it("the metered engine burns more for more work and stops an endless loop", async () => {
    const { growsWithWork, sums, endless } = await facts(await meteredEngine());
    expect(growsWithWork).to.equal(true);
    expect(sums).to.deep.equal([Outcome.Success, Outcome.Success]);
    expect(endless).to.deep.include({ outcome: Outcome.OutOfFuel });
  });

  it("the stripped engine does neither, and only the clock stops it", async () => {
    const { growsWithWork, sums, endless } = await facts(await strippedEngine());
    expect(growsWithWork).to.equal(false);
    expect(sums).to.deep.equal([Outcome.Success, Outcome.Success]);
    expect(endless).to.equal("killed");
  });
});

describe("runtime: workers", () => {
  it("kills a stuck worker without a result, and serves the next call with a new one", async () => {
    const patient = createRuntime();
    const impatient = createRuntime({ killAfterMs: 1500 });
    try {
      const { fn, abi } = await loadGauntlet(patient);
      const call = (endpoint: string, values: unknown[], fuelLimit: bigint) => {
        const calldata = abi.encodeFunctionData(endpoint, values);
        return impatient.call(fn, { calldata, context: sampleContext, fuelLimit, maxResultBytes: 32 });
      };
      await failure("ALT_RUNTIME_HOST_FAULT", () => call("forever", [], limits.callFuel));
      expect((await call("spin", [3], 10_000_000n)).outcome).to.equal(Outcome.Success);
    } finally {
      await Promise.all([patient.close(), impatient.close()]);
    }
  });

  it("rejects what runs and what waits when it is closed, and everything after", async () => {
    const runtime = createRuntime({ workers: 1 });
    const { call } = await loadGauntlet(runtime);
    const calls = [1, 2].map(() => call("forever", [], { fuelLimit: limits.callFuel }));
    const failures = calls.map((running) => failure("ALT_RUNTIME_CLOSED", () => running));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await runtime.close();
    await Promise.all(failures);
    await failure("ALT_RUNTIME_CLOSED", () => call("spin", [1]));
  });
});
