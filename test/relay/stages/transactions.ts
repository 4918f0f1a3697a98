import { expect } from "chai";
import { toQuantity, Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../../protocol/outcome.ts";
import type { Progress } from "../../../relay/progress.ts";
import { startRelay, type TestRelay, type TestRelayOptions } from "../../../testing/index.ts";
import type { Connection } from "../../fixtures/connection.ts";
import { failure } from "../../helpers/failure.ts";
import { until } from "../../helpers/until.ts";
import { mempoolOf, type PendingTransaction } from "../support/mempool.ts";
import { ask, deployWorld, type World } from "../support/world.ts";

describe("The relay's transactions", () => {
  let connection: Connection;
  let mempool: ReturnType<typeof mempoolOf>;
  let world: World;
  let relay: TestRelay;
  let told: Progress[];

  beforeEach(async () => {
    connection = await network.create();
    mempool = mempoolOf(connection);
    world = await deployWorld(connection);
    told = [];
  });

  afterEach(async () => {
    await relay.stop();
    await connection.close();
  });

  async function start(settings: TestRelayOptions["settings"] = {}): Promise<void> {
    const onProgress = (progress: Progress) => told.push(progress);
    relay = await startRelay(connection, world.addresses, { onProgress, settings });
  }

  it("are sent again with a higher bid while nobody mines them", async () => {
    await ask(world);
    await mempool.mineByHand();
    await start({ resendAfterMs: 40 });
    const bids = await untilBids(3);
    expect(bids[2]?.maxFeePerGas).to.be.greaterThan(bids[1]?.maxFeePerGas ?? 0n);
    expect(bids.map(({ nonce }) => nonce)).to.deep.equal([bids[0]?.nonce, bids[0]?.nonce, bids[0]?.nonce]);
    await mempool.mineAtOnce();
    const [request] = await relay.settle();
    expect(request?.outcome).to.equal(Outcome.Success);
  });

  it("never bid more than the operator's cap", async () => {
    const maxGasPrice = 3n * 10n ** 9n;
    await ask(world);
    await mempool.mineByHand();
    await start({ resendAfterMs: 5, maxGasPrice });
    const [first] = await untilBids(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const last = (await mempool.pending())[0]?.maxFeePerGas;
    expect(last).to.be.within(first?.maxFeePerGas ?? 0n, maxGasPrice);
    // One more raise would go past the cap.
    expect(((last ?? 0n) * 9n) / 8n).to.be.greaterThan(maxGasPrice);
    await mempool.mineAtOnce();
    expect((await relay.settle()).length).to.equal(1);
  });

  it("go on when a stranger used the same key", async () => {
    await start();
    await ask(world);
    await relay.settle();
    const [operator] = world.wallets;
    const sender = operator?.connect(connection.ethers.provider);
    await sender?.sendTransaction({ to: world.payer.address, value: 1n });
    await ask(world);
    const [request] = await relay.settle();
    expect(request?.outcome).to.equal(Outcome.Success);
  });

  it("are given up where no block has room for them, and the requests are parked in the end", async () => {
    await ask(world);
    await ask(world);
    await limitBlocks(150_000n);
    await start({ maxAttempts: 2, backoff: { firstMs: 5, maxMs: 5 } });
    await failure(relay.settle(5_000), "ALT_RELAY_REQUEST_PARKED");
    await until(async () => (await relay.relay.requests({ states: ["parked"] })).length === 2);
    const parked = await relay.relay.requests({ states: ["parked"] });
    expect(parked.map(({ reason }) => reason?.code)).to.deep.equal(
      Array(2).fill("ALT_RELAY_TRANSACTION_REFUSED"),
    );
  });

  it("wait, and are not even executed, until gas costs no more than a request pays back, and let others pass", async () => {
    const gwei = 10n ** 9n;
    await ask(world, { gasPriceCap: 5n * gwei });
    await ask(world, { gasPriceCap: 60n * gwei });
    await connection.networkHelpers.setNextBlockBaseFeePerGas(30n * gwei);
    await connection.networkHelpers.mine();
    await start({ backoff: { firstMs: 5, maxMs: 5 } });
    await until(async () => (await relay.relay.requests({ states: ["settled"] })).length === 1);
    const [waiting] = await relay.relay.requests({ states: ["seen"] });
    expect(waiting?.header.gasPriceCap).to.equal(5n * gwei);
    expect(waiting).to.deep.include({ attempts: 0, execution: undefined });
    expect(waiting?.reason?.code).to.equal("ALT_RELAY_GAS_PRICE");
    expect(told.some((told) => told.type === "postponed" && told.id === waiting?.id)).to.equal(true);
    await connection.networkHelpers.setNextBlockBaseFeePerGas(gwei);
    await connection.networkHelpers.mine();
    const settled = await relay.settle();
    expect(settled.map(({ outcome }) => outcome)).to.deep.equal([Outcome.Success, Outcome.Success]);
  });

  it("never bid more than their requests pay back", async () => {
    const gasPriceCap = 3n * 10n ** 9n;
    await ask(world, { gasPriceCap });
    await mempool.mineByHand();
    await start({ resendAfterMs: 5 });
    await untilBids(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await mempool.pending())[0]?.maxFeePerGas).to.be.within(1n, gasPriceCap);
    await mempool.mineAtOnce();
    expect((await relay.settle()).length).to.equal(1);
  });

  it("wait while the operator is none, and their requests bear no blame for it", async () => {
    await start({ maxAttempts: 2, backoff: { firstMs: 5, maxMs: 5 } });
    await startEpoch(Wallet.createRandom().address);
    await ask(world);
    await until(() => told.filter(({ type }) => type === "postponed").length > 3);
    const [waiting] = await relay.relay.requests();
    expect(waiting).to.deep.include({ attempts: 0 });
    expect(waiting?.reason?.code).to.equal("ALT_RELAY_NOT_MEMBER");
    expect(told.filter(({ type }) => type === "submitted" || type === "parked")).to.deep.equal([]);
    await startEpoch(world.wallets[0]?.address);
    const [request] = await relay.settle();
    expect(request?.outcome).to.equal(Outcome.Success);
  });

  /** Waits for so many different bids of the pending transaction. */
  async function untilBids(count: number) {
    const bids = new Map<bigint, PendingTransaction>();
    const deadline = Date.now() + 5_000;
    while (bids.size < count) {
      if (Date.now() > deadline) throw new Error(`only ${bids.size} bids were made`);
      const [bid] = await mempool.pending();
      if (bid) bids.set(bid.maxFeePerGas, bid);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return [...bids.values()];
  }

  async function limitBlocks(gas: bigint): Promise<void> {
    await connection.provider.request({ method: "evm_setBlockGasLimit", params: [toQuantity(gas)] });
    await connection.networkHelpers.mine();
  }

  /** The relay's operator signs on, but `sender` is to send. */
  async function startEpoch(sender = ZeroAddress): Promise<void> {
    const signer = world.wallets[0]?.address ?? ZeroAddress;
    await world.operatorSet.connect(world.dao).startEpoch([{ signer, sender, payout: signer }]);
  }
});
