import { expect } from "chai";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import type { Progress } from "../../relay/progress.ts";
import { startRelay, type TestRelay } from "../../testing/index.ts";
import type { Connection } from "../fixtures/connection.ts";
import { until } from "../helpers/until.ts";
import { ask, deployWorld, type World } from "./support/world.ts";

describe("A reorg that a relay has transactions in", () => {
  let connection: Connection;
  let world: World;
  let relay: TestRelay;
  let told: Progress[];

  beforeEach(async () => {
    connection = await network.create();
    world = await deployWorld(connection);
    told = [];
    const onProgress = (progress: Progress) => told.push(progress);
    relay = await startRelay(connection, world.addresses, { settings: { finalityDepth: 3 }, onProgress });
  });

  afterEach(async () => {
    await relay.stop();
    await connection.close();
  });

  it("brings a fulfilment that it took out of its block on chain again, and no other", async () => {
    const { mine, takeSnapshot } = connection.networkHelpers;
    await ask(world);
    await mine(2);
    await until(async () => (await relay.relay.upToDate()) !== undefined);
    const before = await takeSnapshot();
    await mine(1);
    await until(async () => (await stateOf()) === "settled");
    const [first] = await settledEvents();
    await before.restore();
    await mine(3);
    await until(() => told.some(({ type }) => type === "reorg"));
    await until(async () => (await settledEvents()).length === 1 && (await stateOf()) === "settled");
    const [second] = await settledEvents();
    expect(second?.blockHash).to.not.equal(first?.blockHash);
    expect(second?.transactionHash).to.equal(first?.transactionHash);
    const [request] = await relay.relay.requests();
    expect(request?.settlement).to.include({ outcome: Outcome.Success, blockHash: second?.blockHash });
    expect(told.filter(({ type }) => type === "signed").length).to.equal(1);
    expect(told.some(({ type }) => type === "held")).to.equal(false);
  });

  async function stateOf() {
    const [request] = await relay.relay.requests();
    return request?.state;
  }

  function settledEvents() {
    return world.router.queryFilter(world.router.filters.Settled());
  }
});
