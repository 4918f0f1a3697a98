import { expect } from "chai";
import hre from "hardhat";
import { compileContracts } from "../../bench/gas/compile.ts";
import type { Contestants } from "../../bench/gas/contestants.ts";
import { roundTrips } from "../../bench/gas/rounds.ts";
import type { Contestant } from "../../bench/gas/system.ts";

/** What `npm run bench -- gas` measures, less the peer, whose contracts are installed for benchmarks alone. */

const OPERATORS = 4;

async function measure(contestant: Contestant) {
  const connection = await hre.network.create("default");
  try {
    return await roundTrips(connection, contestant, OPERATORS, [1, 2]);
  } finally {
    await connection.close();
  }
}

describe("contestants of the benchmark of gas", () => {
  let contestants: Contestants;

  before(async () => {
    await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
    const module = await import("../../bench/gas/contestants.ts");
    contestants = module.contestants(compileContracts());
  });

  it("keep every answer, and share the fulfilment of a batch", async () => {
    for (const contestant of [...contestants.ours, ...contestants.floors]) {
      const [alone, ofTwo] = await measure(contestant);
      expect(ofTwo?.fulfil, contestant.name).to.be.lessThan(alone?.fulfil ?? 0);
    }
  });
});
