import { expect } from "chai";
import { network } from "hardhat";
import { settle } from "./support/fulfilments.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";
import { ask, askMany, askPaid, callOf, isLive, packed, type Request } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const MAX_PAUSE = 7n * 86_400n;

async function deploy() {
  return deployFunctions(connection);
}

/** Two requests wait, and the guardian has paused new ones. */
async function deployPaused() {
  const functions = await deploy();
  const requests = await askMany(functions, 2);
  await functions.router.connect(functions.guardian).pause();
  const until = BigInt(await networkHelpers.time.latest()) + MAX_PAUSE;
  return { ...functions, requests, until };
}

async function expectRefused(functions: Functions, until: bigint) {
  const { router, payer } = functions;
  const call = await callOf(functions);
  for (const attempt of [
    () => ask(functions, call),
    () => askPaid(functions, payer, call),
    () => router.connect(payer).requestPaid(payer, call, { value: 10n ** 18n }),
    () => router.quote(call),
  ]) {
    await expect(attempt()).to.be.revertedWithCustomError(router, "RouterPaused").withArgs(until);
  }
}

describe("a pause", () => {
  it("by the guardian refuses every kind of new request", async () => {
    const functions = await networkHelpers.loadFixture(deployPaused);
    expect(await functions.router.pausedUntil()).to.equal(functions.until);
    await expectRefused(functions, functions.until);
  });

  it("names who paused, and until when", async () => {
    const { router, guardian } = await networkHelpers.loadFixture(deploy);
    const now = BigInt(await networkHelpers.time.latest()) + 10n;
    await networkHelpers.time.setNextBlockTimestamp(now);
    await expect(router.connect(guardian).pause())
      .to.emit(router, "PausedUntil")
      .withArgs(guardian.address, now + MAX_PAUSE);
  });

  it("lapses by itself: the second after it, requests are taken again", async () => {
    const functions = await networkHelpers.loadFixture(deployPaused);
    const { until } = functions;
    await networkHelpers.time.increaseTo(until - 2n);
    await expectRefused(functions, until);
    await networkHelpers.time.setNextBlockTimestamp(until);
    expect(await isLive(functions, [await ask(functions)])).to.deep.equal([true]);
  });

  it("touches neither fulfilments nor refunds, withdrawals nor claims", async () => {
    const functions = await networkHelpers.loadFixture(deployPaused);
    const { router, payer, sender } = functions;
    const [first, second] = functions.requests as [Request, Request];
    await settle(functions, [first]);
    await networkHelpers.time.increaseTo(second.header.deadline + 1n);
    await router.expire(packed([second]));
    expect(await isLive(functions, [first, second])).to.deep.equal([false, false]);
    await router.collect([{ epoch: 1n, submitter: sender.address, functionId: 1n }]);
    await router.claimOperatorFees(1n, 0n);
    await router.claimRoyalty(1n);
    await router.claimTreasuryFees();
    await router.deposit(payer, { value: 1n });
    const { balance } = await router.accountOf(payer);
    await router.connect(payer).withdraw(payer, balance);
    expect(await router.pausedUntil()).to.equal(functions.until);
  });

  it("is ended by the owner, not by the guardian", async () => {
    const functions = await networkHelpers.loadFixture(deployPaused);
    const { router, dao, guardian } = functions;
    await expect(router.connect(guardian).unpause())
      .to.be.revertedWithCustomError(router, "OwnableUnauthorizedAccount")
      .withArgs(guardian.address);
    await expect(router.connect(dao).unpause()).to.emit(router, "PausedUntil").withArgs(dao.address, 0n);
    await ask(functions);
  });

  it("is the owner's, too, but no stranger's, sender's or former guardian's", async () => {
    const { router, operatorSet, dao, guardian, stranger, sender } = await networkHelpers.loadFixture(deploy);
    await operatorSet.connect(dao).setGuardian(stranger);
    for (const caller of [guardian, sender]) {
      await expect(router.connect(caller).pause())
        .to.be.revertedWithCustomError(router, "RouterNotGuardian")
        .withArgs(caller.address);
    }
    for (const caller of [dao, stranger]) {
      await expect(router.connect(caller).pause()).to.emit(router, "PausedUntil");
    }
  });
});
