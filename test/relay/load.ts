import { expect } from "chai";
import { network } from "hardhat";
import type { RelaySettings } from "../../relay/settings.ts";
import { type SettledRequest, startRelay } from "../../testing/index.ts";
import { askMany, deployWorld, type World } from "./support/world.ts";

const connection = await network.create();
/** More than a worker has in hand at once, so that they are not all executed together. */
const BURST = 40;

describe("A relay under load", () => {
  let world: World;

  before(async () => {
    world = await deployWorld(connection);
  });

  it("gathers a burst into one transaction, which costs less gas than sending each at once", async () => {
    const [atOnce, gathered] = [await serve(BURST, { waitMs: 0 }), await serve(BURST, { waitMs: 10_000 })];
    expect(transactionsOf(gathered).size).to.equal(1);
    expect(transactionsOf(atOnce).size).to.be.greaterThan(1);
    expect(await gasOf(gathered)).to.be.lessThan(await gasOf(atOnce));
  });

  it("sends what has a deadline near", async () => {
    const requests = await serve(BURST, { waitMs: 60_000, deadlineMarginMs: 3_600_000 });
    expect(transactionsOf(requests).size).to.be.greaterThan(1);
  });

  it("waits for nothing when it has nothing else to do", async () => {
    expect((await serve(1, { waitMs: 60_000 })).length).to.equal(1);
  });

  /** Has so many requests made in one block, and served. */
  async function serve(
    count: number,
    batch: Partial<RelaySettings["batch"]>,
  ): Promise<readonly SettledRequest[]> {
    const settings = {
      concurrency: 1,
      batch: { maxReceipts: 100, waitMs: 0, deadlineMarginMs: 2_000, ...batch },
    };
    const relay = await startRelay(connection, world.addresses, { settings });
    await relay.settle();
    await connection.provider.request({ method: "evm_setAutomine", params: [false] });
    await askMany(world, count);
    await connection.provider.request({ method: "evm_setAutomine", params: [true] });
    await connection.networkHelpers.mine();
    const requests = await relay.settle();
    await relay.stop();
    return requests;
  }

  async function gasOf(requests: readonly SettledRequest[]): Promise<bigint> {
    const receipts = await Promise.all(
      [...transactionsOf(requests)].map((hash) => connection.ethers.provider.getTransactionReceipt(hash)),
    );
    return receipts.reduce((sum, receipt) => sum + (receipt?.gasUsed ?? 0n), 0n);
  }
});

function transactionsOf(requests: readonly SettledRequest[]): Set<string> {
  return new Set(requests.map(({ settlementTransaction }) => settlementTransaction));
}
