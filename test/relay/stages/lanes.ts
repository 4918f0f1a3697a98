import { expect } from "chai";
import type { Wallet } from "ethers";
import { network } from "hardhat";
import { developmentWallets } from "../../../protocol/local-chain.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import type { Progress } from "../../../relay/progress.ts";
import type { RelaySettings } from "../../../relay/settings.ts";
import { startRelay, type TestRelay } from "../../../testing/index.ts";
import type { Connection } from "../../fixtures/connection.ts";
import { until } from "../../helpers/until.ts";
import { mempoolOf } from "../support/mempool.ts";
import { ask, deployWorld, type World } from "../support/world.ts";

const GWEI = 10n ** 9n;
/** An hour: what happens in a test happens without it. */
const NEVER = 3_600_000;

describe("A sender's lane", () => {
  let connection: Connection;
  let mempool: ReturnType<typeof mempoolOf>;
  let world: World;
  let operator: Wallet;
  let relay: TestRelay;
  let told: Progress[];

  beforeEach(async () => {
    connection = await network.create();
    mempool = mempoolOf(connection);
    world = await deployWorld(connection);
    operator = (world.wallets[0] as Wallet).connect(connection.ethers.provider);
    told = [];
  });

  afterEach(async () => {
    await relay.stop();
    await connection.close();
  });

  async function start(settings: Partial<RelaySettings>, wallets: readonly Wallet[] = world.wallets) {
    const onProgress = (progress: Progress) => told.push(progress);
    relay = await startRelay(connection, world.addresses, { onProgress, settings, wallets });
  }

  describe("beside others", () => {
    const alone = { batch: { maxReceipts: 1, waitMs: 0, deadlineMarginMs: 0 } };

    it("has a transaction of its own under way, with the key of a deputy", async () => {
      const deputies = developmentWallets().slice(3, 5) as Wallet[];
      for (const { address } of deputies) await world.router.connect(operator).setDeputy(address, true);
      for (let i = 0; i < 4; i++) await ask(world);
      await mempool.mineByHand();
      await start(alone, [...world.wallets, ...deputies]);
      const pending = await mempool.untilPending(3);
      const senders = [operator, ...deputies].map(({ address }) => address.toLowerCase());
      expect(pending.map(({ from }) => from)).to.have.members(senders);
      expect((await relay.relay.requests({ states: ["executed"] })).length).to.equal(1);
      await mempool.mineAtOnce();
      const outcomes = (await relay.settle()).map(({ outcome }) => outcome);
      expect(outcomes).to.deep.equal(Array(4).fill(Outcome.Success));
      expect(new Set(of("mined").map(({ sender }) => sender)).size).to.equal(3);
    });

    it("is opened when its key becomes a deputy's, and closed when it is none any more", async () => {
      const deputy = developmentWallets()[3] as Wallet;
      await start(alone, [...world.wallets, deputy]);
      await ask(world);
      await relay.settle();
      await world.router.connect(operator).setDeputy(deputy.address, true);
      await mempool.mineByHand();
      for (let i = 0; i < 3; i++) await ask(world, {}).catch(() => undefined);
      await mempool.mineAtOnce();
      await relay.settle();
      expect(new Set(of("mined").map(({ sender }) => sender))).to.deep.equal(
        new Set([operator.address, deputy.address]),
      );
      await world.router.connect(operator).setDeputy(deputy.address, false);
      told = [];
      await ask(world);
      await ask(world);
      await relay.settle();
      expect(of("mined").map(({ sender }) => sender)).to.deep.equal([operator.address, operator.address]);
    });
  });

  describe("cancels", () => {
    it("a fulfilment whose cap gas has overtaken for long, and serves others meanwhile", async () => {
      await ask(world, { gasPriceCap: 3n * GWEI });
      await mempool.mineByHand();
      await start({ resendAfterMs: 20, cancelAfterMs: 60, backoff: { firstMs: 5, maxMs: 5 } });
      const [first] = await mempool.untilPending();
      await mempool.mineAt(50n * GWEI);
      await until(() => of("replaced").some(({ cancels }) => cancels));
      const [cancellation] = await mempool.untilPending();
      expect(cancellation).to.include({
        nonce: first?.nonce,
        input: "0x",
        to: operator.address.toLowerCase(),
      });
      await mempool.mineAtOnce();
      await until(() => of("cancelled").length > 0);
      const [cancelled] = of("cancelled");
      expect(cancelled).to.deep.include({ kind: "fulfil", nonce: first?.nonce, gasUsed: 21_000n });
      expect(cancelled?.cost).to.equal(21_000n * (cancelled?.gasPrice ?? 0n));
      const [waiting] = await relay.relay.requests();
      expect(waiting).to.deep.include({ state: "executed", attempts: 0 });
      await ask(world, { gasPriceCap: 200n * GWEI });
      await until(async () => (await relay.relay.requests({ states: ["settled"] })).length === 1);
      await mempool.mineAt(GWEI);
      expect((await relay.settle()).length).to.equal(2);
    });

    it("a fulfilment at once that another sender was faster with", async () => {
      const rival = (developmentWallets()[3] as Wallet).connect(connection.ethers.provider);
      await world.router.connect(operator).setDeputy(rival.address, true);
      await ask(world, { gasPriceCap: 3n * GWEI });
      await mempool.mineByHand();
      await start({ resendAfterMs: NEVER, cancelAfterMs: NEVER });
      const [ours] = await mempool.untilPending();
      const fees = { maxFeePerGas: 100n * GWEI, maxPriorityFeePerGas: GWEI };
      await rival.sendTransaction({
        to: world.router,
        data: ours?.input ?? "",
        gasLimit: 2_000_000n,
        ...fees,
      });
      await mempool.mineAt(50n * GWEI);
      await until(async () => (await mempool.pending())[0]?.input === "0x");
      await mempool.mineAtOnce();
      await until(() => of("cancelled").length > 0);
      const [settled] = await relay.settle();
      expect(settled?.outcome).to.equal(Outcome.Success);
      expect(of("mined")).to.deep.equal([]);
      await ask(world, { gasPriceCap: 200n * GWEI });
      expect((await relay.settle()).length).to.equal(1);
    });

    it("nothing for more than the operator's own cap, and goes on when gas is cheaper", async () => {
      await ask(world, { gasPriceCap: 3n * GWEI });
      await mempool.mineByHand();
      await start({ resendAfterMs: 10, cancelAfterMs: 20, maxGasPrice: 3n * GWEI });
      await mempool.untilPending();
      await mempool.mineAt(50n * GWEI);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(of("replaced").filter(({ maxFeePerGas }) => maxFeePerGas > 3n * GWEI)).to.deep.equal([]);
      await mempool.mineAt(GWEI);
      await mempool.mineAtOnce();
      await until(() => of("mined").length + of("cancelled").length > 0);
      expect((await relay.settle()).length).to.equal(1);
    });
  });

  describe("recovers by itself", () => {
    it("when the node drops its transaction: the same bytes go out again", async () => {
      await ask(world);
      await mempool.mineByHand();
      await start({ resendAfterMs: 2_000 });
      const [first] = await mempool.untilPending();
      await mempool.drop(first?.hash ?? "");
      expect(await mempool.pending()).to.deep.equal([]);
      const [again] = await mempool.untilPending();
      expect(again?.hash).to.equal(first?.hash);
      expect(of("replaced")).to.deep.equal([]);
      await mempool.mineAtOnce();
      expect((await relay.settle()).length).to.equal(1);
    });

    it("when the base fee triples: it bids for that within the request's cap", async () => {
      await ask(world, { gasPriceCap: 200n * GWEI });
      await mempool.mineByHand();
      await start({ resendAfterMs: 100, cancelAfterMs: NEVER });
      const [first] = await mempool.untilPending();
      const baseFee = (first?.maxFeePerGas ?? 0n) * 3n;
      await mempool.mineAt(baseFee);
      await until(async () => (await mempool.pending()).some(({ maxFeePerGas }) => maxFeePerGas > baseFee));
      await mempool.mineAtOnce();
      const [request] = await relay.settle();
      expect(request?.outcome).to.equal(Outcome.Success);
      expect(of("mined").map(({ nonce }) => nonce)).to.deep.equal([first?.nonce]);
      expect(of("cancelled")).to.deep.equal([]);
    });

    it("when strangers' transactions of its key are mined under its nonce and many after it", async () => {
      await ask(world);
      await mempool.mineByHand();
      await start({ resendAfterMs: NEVER });
      const [first] = await mempool.untilPending();
      const [nonce, strangers] = [first?.nonce ?? 0, 33];
      const transfer = { to: world.payer.address, gasLimit: 21_000n };
      const fees = { maxFeePerGas: 100n * GWEI, maxPriorityFeePerGas: 50n * GWEI };
      for (let i = 0; i < strangers; i++) {
        await operator.sendTransaction({ ...transfer, ...fees, nonce: nonce + i });
      }
      await mempool.mineAtOnce();
      expect((await relay.settle()).length).to.equal(1);
      expect(of("lost").map(({ nonce, reason }) => [nonce, reason.code])).to.deep.equal([
        [nonce, "ALT_RELAY_NONCE_USED"],
      ]);
      expect(of("mined").map(({ nonce }) => nonce)).to.deep.equal([nonce + strangers]);
    });

    it("with strangers' transactions of its key in the pool, 633 nonces ahead", async () => {
      const next = await operator.getNonce();
      await ask(world);
      await mempool.mineByHand();
      const { address: to } = world.payer;
      await operator.sendTransaction({ to, nonce: next + 633, gasLimit: 21_000n });
      await start({ resendAfterMs: NEVER });
      await mempool.untilPending(2);
      await mempool.mineAtOnce();
      expect((await relay.settle()).length).to.equal(1);
      expect(of("mined").map(({ nonce }) => nonce)).to.deep.equal([next]);
    });

    it("when the chain falls back under its nonce", async () => {
      await ask(world);
      const before = await connection.networkHelpers.takeSnapshot();
      const next = await operator.getNonce();
      await operator.sendTransaction({ to: world.payer.address, value: 1n });
      await mempool.mineByHand();
      await start({ resendAfterMs: 100 });
      const [first] = await mempool.untilPending();
      expect(first?.nonce).to.equal(next + 1);
      await before.restore();
      await mempool.mineAtOnce();
      expect((await relay.settle()).length).to.equal(1);
      expect(of("lost").map(({ nonce, reason }) => [nonce, reason.code])).to.deep.equal([
        [next + 1, "ALT_RELAY_NONCE_AHEAD"],
      ]);
      expect(of("mined").map(({ nonce }) => nonce)).to.deep.equal([next]);
    });

    it("when a stranger's higher bid holds its nonce: it waits until that is mined", async () => {
      const next = await operator.getNonce();
      await ask(world, { gasPriceCap: 5n * GWEI });
      await mempool.mineByHand();
      const fees = { maxFeePerGas: 100n * GWEI, maxPriorityFeePerGas: 50n * GWEI };
      await operator.sendTransaction({ to: world.payer.address, nonce: next, gasLimit: 21_000n, ...fees });
      await start({ resendAfterMs: NEVER });
      await until(() => of("submitted").length > 0);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(of("replaced").every(({ maxFeePerGas }) => maxFeePerGas <= 5n * GWEI)).to.equal(true);
      await mempool.mineAtOnce();
      expect((await relay.settle()).length).to.equal(1);
      expect(of("mined").map(({ nonce }) => nonce)).to.deep.equal([next + 1]);
    });
  });

  function of<Type extends Progress["type"]>(type: Type): Extract<Progress, { type: Type }>[] {
    return told.filter((progress): progress is Extract<Progress, { type: Type }> => progress.type === type);
  }
});
