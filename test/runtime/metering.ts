import { expect } from "chai";
import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../../runtime/limits.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import { failure } from "./helpers/errors.ts";
import { type Gauntlet, loadGauntlet } from "./helpers/gauntlet.ts";

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

describe("runtime: workers", () => {
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
