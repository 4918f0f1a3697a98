import { expect } from "chai";
import { network } from "hardhat";
import { escrowOf, packRequest } from "../../protocol/request.ts";
import { answer, fulfil, packFulfilment, settle } from "./support/fulfilments.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";
import { batchOf, signBatch } from "./support/operators.ts";
import { ask, askMany, askPaid, type Call, isLive, packed, type Request } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const PLACES = 128;
const ALL = 2n ** 128n - 1n;
const QUIET: Partial<Call> = { callbackGasLimit: 0n };

async function deploy() {
  return deployFunctions(connection);
}

/** Three live requests, of which the second outlives the others by far. */
async function deployThree() {
  const functions = await deploy();
  const now = BigInt(await networkHelpers.time.latest());
  const [first, long, third] = [
    await ask(functions, QUIET),
    await ask(functions, { ...QUIET, deadline: now + 80_000n }),
    await ask(functions, QUIET),
  ];
  return { ...functions, first, long, third };
}

/** Every place of the payer's account is taken, and two more requests are live. */
async function deployFull() {
  const functions = await deploy();
  return { ...functions, requests: await askMany(functions, PLACES + 2, QUIET) };
}

async function liveOf({ router, payer }: Functions): Promise<bigint> {
  return (await router.accountOf(payer)).live;
}

function slotsOf(requests: readonly Request[]): bigint[] {
  return requests.map(({ header }) => header.slot);
}

describe("places", () => {
  it("are taken lowest first, and a freed one before a new one", async () => {
    const functions = await networkHelpers.loadFixture(deployThree);
    const { first, long, third } = functions;
    expect(slotsOf([first, long, third])).to.deep.equal([0n, 1n, 2n]);
    expect(await liveOf(functions)).to.equal(0b111n);
    await settle(functions, [third, first]);
    expect(await liveOf(functions)).to.equal(0b010n);
    expect(slotsOf(await askMany(functions, 3, QUIET))).to.deep.equal([0n, 2n, 3n]);
    expect(await liveOf(functions)).to.equal(0b1111n);
  });

  it("are freed by an expiry as by a fulfilment", async () => {
    const functions = await networkHelpers.loadFixture(deployThree);
    const { router, first, third } = functions;
    await networkHelpers.time.increaseTo(third.header.deadline + 1n);
    await router.expire(packed([first, third]));
    expect(await liveOf(functions)).to.equal(0b010n);
  });

  it("are never blocked by a request that lives long: the others come and go", async () => {
    const functions = await networkHelpers.loadFixture(deployThree);
    const { first, long, third } = functions;
    await settle(functions, [first, third]);
    for (let i = 0; i < 5; i++) {
      const requests = await askMany(functions, 2, QUIET);
      expect(slotsOf(requests)).to.deep.equal([0n, 2n]);
      await settle(functions, requests);
    }
    expect(await isLive(functions, [long])).to.deep.equal([true]);
  });

  it("cost a fraction of a fresh slot from the second request on", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { payer, router } = functions;
    const gas: bigint[] = [];
    for (let i = 0; i < 3; i++) {
      const request = await ask(functions, QUIET);
      const events = await router.queryFilter(router.filters.Requested(request.id));
      gas.push((await events[0]?.getTransactionReceipt())?.gasUsed ?? 0n);
      await settle(functions, [request]);
    }
    const [fresh, ...recycled] = gas as [bigint, bigint, bigint];
    for (const used of recycled) expect(fresh - used).to.be.closeTo(17_100n, 200n);
    expect((await router.accountOf(payer)).sequence).to.equal(3n);
  });

  it("reused are not the dead request's: its receipt, batch and expiry do nothing to the living one", async () => {
    const functions = await networkHelpers.loadFixture(deployThree);
    const { router, keys, domain, sender, first } = functions;
    const signed = answer(first);
    const quorum = await signBatch(keys, domain, batchOf([signed], 1n));
    const send = () => router.connect(sender).fulfill([packFulfilment(signed)], 1n, quorum, 0n);
    await send();
    const second = await ask(functions, { ...QUIET, deadline: first.header.deadline });
    expect(second.header.slot).to.equal(first.header.slot);
    await expect(send()).to.be.revertedWithCustomError(router, "RouterNothingSettled");
    await networkHelpers.time.increaseTo(first.header.deadline + 1n);
    await expect(router.expire(packed([first]))).to.be.revertedWithCustomError(
      router,
      "RouterNothingSettled",
    );
    expect(await isLive(functions, [first, second])).to.deep.equal([false, true]);
  });

  it("of one account are nothing to another: strangers' requests neither take nor free them", async () => {
    const functions = await networkHelpers.loadFixture(deployThree);
    const { router, stranger, consumer, payer } = functions;
    const before = await liveOf(functions);
    const paid = await askPaid(functions, payer, QUIET);
    expect(paid.header.slot).to.equal(0n);
    expect((await router.accountOf(consumer)).live).to.equal(1n);
    await router.deposit(stranger, { value: 10n ** 19n });
    await router.connect(stranger).authorize(consumer, 10n ** 19n);
    const foreign = await ask({ ...functions, payer: stranger }, QUIET);
    expect(foreign.header.slot).to.equal(0n);
    await settle(functions, [paid, foreign]);
    expect(await liveOf(functions)).to.equal(before);
  });

  it("that a header claims and that do not exist hold nothing", async () => {
    const functions = await networkHelpers.loadFixture(deployThree);
    const { router, first } = functions;
    for (const slot of [3n, 127n, 128n, 129n, 255n]) {
      const forged = packRequest({ ...first.header, slot });
      expect(await router.isLive(forged)).to.equal(false);
    }
  });

  it("run out at 128 live requests, and what overflows is a request like any other", async () => {
    const functions = await networkHelpers.loadFixture(deployFull);
    const { router, payer, requests } = functions;
    expect(await liveOf(functions)).to.equal(ALL);
    expect(slotsOf(requests).slice(126)).to.deep.equal([126n, 127n, 128n, 128n]);
    expect(await isLive(functions, requests.slice(126))).to.deep.equal(Array(4).fill(true));
    const [settled, expired] = requests.slice(128) as [Request, Request];
    await settle(functions, [settled]);
    await expect(settle(functions, [settled])).to.be.revertedWithCustomError(router, "RouterNothingSettled");
    expect(await isLive(functions, [settled, expired])).to.deep.equal([false, true]);
    const before = (await router.accountOf(payer)).balance;
    await networkHelpers.time.increaseTo(expired.header.deadline + 1n);
    await router.expire(packed([expired, expired]));
    expect((await router.accountOf(payer)).balance - before).to.equal(escrowOf(expired.header));
    expect(await isLive(functions, [expired])).to.deep.equal([false]);
    expect(await liveOf(functions)).to.equal(ALL);
  });

  it("freed are taken again before anything overflows", async () => {
    const functions = await networkHelpers.loadFixture(deployFull);
    const { requests } = functions;
    await settle(functions, [requests[77], requests[127]] as [Request, Request]);
    expect(slotsOf(await askMany(functions, 3, QUIET))).to.deep.equal([77n, 127n, 128n]);
  });

  it("forgotten in a header, or exchanged for overflow, make another id, which nobody asked", async () => {
    const functions = await networkHelpers.loadFixture(deployFull);
    const { router, requests } = functions;
    const [overflowed] = requests.slice(128) as [Request];
    const header = { ...overflowed.header, slot: 0n };
    await expect(fulfil(functions, [{ ...answer(overflowed), header }])).to.be.revertedWithCustomError(
      router,
      "RouterNothingSettled",
    );
  });
});
