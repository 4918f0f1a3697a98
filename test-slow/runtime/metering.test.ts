import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { Interface } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../../runtime/limits.ts";
import { prelude } from "../../runtime/prelude.ts";
import { meteredEngine } from "../../runtime/quickjs/engine.ts";
import type { EngineModule } from "../../runtime/quickjs/vm.ts";
import { createRuntime } from "../../runtime/runtime.ts";
import type { Call } from "../../runtime/types.ts";
import { encodeCall } from "../../runtime/workers/call-record.ts";
import { WorkerPool } from "../../runtime/workers/pool.ts";
import { failure } from "../../test/runtime/helpers/errors.ts";
import { gauntletBytes, loadGauntlet, sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { measure } from "./fresh-process.ts";
import { strippedEngine } from "./stripped-engine.ts";

describe("runtime: metering, in processes and engines of its own", () => {
  it("burns the same fuel in a fresh process, in another time zone", async () => {
    const script = fileURLToPath(new URL("./fresh-process.ts", import.meta.url));
    const env = { ...process.env, NODE_OPTIONS: "", TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8" };
    const { stdout } = await promisify(execFile)(process.execPath, [script, "500"], { env });
    expect(JSON.parse(stdout)).to.deep.equal(await measure(500));
  });

  it("kills a stuck worker without a result, and serves the next call with a new one", async () => {
    const patient = createRuntime();
    // Long before the fuel is burnt, which takes a fast machine some 1,400 ms.
    const impatient = createRuntime({ killAfterMs: 500 });
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
