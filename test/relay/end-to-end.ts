import { expect } from "chai";
import { id, keccak256, toBeHex } from "ethers";
import { network } from "hardhat";
import { developmentWallets } from "../../protocol/local-chain.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { type SettledRequest, startRelay, type TestRelay } from "../../testing/index.ts";
import { ask, askMany, type CallChanges, deployWorld, probe, type World } from "./support/world.ts";

const connection = await network.create();

describe("Relay, end to end", () => {
  let world: World;
  let relay: TestRelay;

  before(async () => {
    world = await deployWorld(connection);
    relay = await startRelay(connection, world.addresses);
  });

  after(() => relay.stop());

  async function settled(changes: CallChanges): Promise<SettledRequest> {
    await ask(world, changes);
    const [request] = await relay.settle();
    if (request === undefined) throw new Error("nothing was settled");
    return request;
  }

  it("fulfils a request and calls its consumer back", async () => {
    const tag = id("the consumer's own");
    const request = await settled({ tag });
    const result = probe.encodeFunctionResult("double", [42n]);
    expect(request).to.include({
      tag,
      outcome: Outcome.Success,
      result,
      expired: false,
      callbackFailure: undefined,
    });
    expect(await world.consumer.answerOf(request.id)).to.equal(keccak256(result));
    expect(await world.consumer.tagOf(request.id)).to.equal(tag);
  });

  it("charges what was used and gives back the rest of the escrow", async () => {
    const { header } = await pricesOf(world);
    const request = await settled({});
    const bytes = BigInt(probe.encodeFunctionData("double", [21n]).length / 2 - 1 + 32);
    const fees = header.fixedFee + request.fuelUsed * header.fuelPrice + bytes * header.bytePrice;
    expect(request.fuelUsed).to.be.within(1n, 20_000_000n);
    expect(request.charged).to.equal(fees + request.reimbursed);
    expect(request.refunded).to.equal(request.escrow - request.charged);
  });

  it("delivers the function's own error", async () => {
    const request = await settled({ data: probe.encodeFunctionData("double", [2_000_000n]) });
    const result = probe.encodeErrorResult("TooBig", [2_000_000n]);
    expect(request).to.include({ outcome: Outcome.Revert, result });
    expect(await world.consumer.failureOf(request.id)).to.equal(BigInt(Outcome.Revert));
  });

  it("stops an endless loop by fuel and charges the whole limit", async () => {
    const { fuelPrice, fixedFee } = (await pricesOf(world)).header;
    const request = await settled({ data: probe.encodeFunctionData("spin"), fuelLimit: 3_000_000n });
    expect(request).to.include({ outcome: Outcome.OutOfFuel, result: "0x", fuelUsed: 3_000_000n });
    expect(request.charged - request.reimbursed - fixedFee).to.equal(3_000_000n * fuelPrice + 4n * 10n ** 9n);
  });

  it("delivers results of thousands of bytes", async () => {
    const data = toBeHex(7n, 4_000);
    const request = await settled({
      data: probe.encodeFunctionData("echo", [data]),
      maxResultBytes: 4_096n,
      fuelLimit: 2_000_000_000n,
    });
    expect(request.result).to.equal(probe.encodeFunctionResult("echo", [data]));
  });

  it("puts what was executed while a transaction was under way into few others", async () => {
    await connection.provider.request({ method: "evm_setAutomine", params: [false] });
    await askMany(world, 50);
    await connection.networkHelpers.mine();
    while ((await inHand()) < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    await connection.provider.request({ method: "evm_setAutomine", params: [true] });
    await connection.networkHelpers.mine();
    const requests = await relay.settle();
    expect(requests.map(({ outcome }) => outcome)).to.deep.equal(Array(50).fill(Outcome.Success));
    const transactions = new Set(requests.map(({ settlementTransaction }) => settlementTransaction));
    expect(transactions.size).to.be.at.most(5);
  });

  /** Requests that were executed and are not settled. */
  async function inHand(): Promise<number> {
    const { executed, signed, submitted } = (await relay.relay.status()).requests;
    return executed + signed + submitted;
  }
});

describe("Relay with four operators' keys", () => {
  it("signs with the three that are a quorum", async () => {
    const world = await deployWorld(connection, 4);
    const signed: number[] = [];
    const relay = await startRelay(connection, world.addresses, {
      onProgress: (progress) => progress.type === "signed" && signed.push(progress.signatures),
    });
    await ask(world);
    const [request] = await relay.settle();
    await relay.stop();
    expect(request?.outcome).to.equal(Outcome.Success);
    expect(signed).to.deep.equal([3]);
  });

  it("sends with a deputy's key where it has no member's", async () => {
    const { ethers } = connection;
    const world = await deployWorld(connection);
    const [operator, deputy] = [world.wallets[0], developmentWallets()[5]];
    const [, , , principal] = await ethers.getSigners();
    if (!operator || !deputy || !principal) throw new Error("the node has too few accounts");
    const { address: signer } = operator;
    await world.operatorSet.connect(world.dao).startEpoch([{ signer, sender: principal, payout: principal }]);
    await world.router.connect(principal).setDeputy(deputy.address, true);
    const relay = await startRelay(connection, world.addresses, { wallets: [operator, deputy] });
    await ask(world);
    const [request] = await relay.settle();
    await relay.stop();
    const sent = await ethers.provider.getTransaction(request?.settlementTransaction ?? "");
    expect(sent?.from).to.equal(deputy.address);
    expect(request?.outcome).to.equal(Outcome.Success);
  });

  it("leaves out the member that was revoked", async () => {
    const world = await deployWorld(connection, 4);
    await world.operatorSet.connect(world.dao).revoke(1n, 0n);
    expect(await world.operatorSet.membersOf(1n)).to.equal(0b1110n);
    const relay = await startRelay(connection, world.addresses);
    await ask(world);
    const [request] = await relay.settle();
    await relay.stop();
    expect(request?.outcome).to.equal(Outcome.Success);
  });
});

/** The prices that requests pin now, by name. */
async function pricesOf({ router }: World) {
  const { fixedFee, fuelPrice, bytePrice } = await router.terms();
  return { header: { fixedFee, fuelPrice, bytePrice } };
}
