import { expect } from "chai";
import { parseEther, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { TIMELOCK_DELAY } from "../../fixtures/dao.ts";
import { TERMS } from "../../fixtures/functions.ts";
import { Status, withMandates } from "../../fixtures/mandates.ts";
import { headerOf } from "../../helpers/operator.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

describe("Opening a mandate", () => {
  it("is the treasury's alone, as are all of its powers over mandates", async () => {
    const { mandates, router, alice, operator, governor, termsOf, question } = await withMandates(connection);
    const terms = await termsOf();
    for (const stranger of [alice, operator]) {
      const by = mandates.connect(stranger);
      for (const act of [
        () => by.open(terms, question),
        () => by.pay(1n, "0x"),
        () => by.reclaim(ZeroAddress, alice),
        () => by.followRouter(router),
        () => by.withdrawFees(router, 1n),
      ])
        await expect(act()).to.be.revertedWithCustomError(mandates, "MandatesNotTreasury").withArgs(stranger);
    }
    expect(await governor.timelock()).to.equal(await mandates.treasury());
  });

  it("keeps what was voted, and asks within it", async () => {
    const { mandates, router, termsOf, question, open } = await withMandates(connection);
    const terms = await termsOf();
    const { id, requestId, sent } = await open();
    const kept = [terms.asset, BigInt(terms.expiry), 0n, 3n, terms.guardian, 100n, 60n];
    expect(await mandates.termsOf(id)).to.deep.equal(kept);
    await expect(sent).to.emit(mandates, "MandateOpened").withArgs(id, requestId, kept);
    expect(await mandates.statusOf(id)).to.equal(Status.Asked);
    expect(await mandates.mandateCount()).to.equal(1n);
    expect(await mandates.resultHashOf(id)).to.equal(ZeroHash);
    const askedAt = BigInt(await networkHelpers.time.latest());
    const header = await headerOf(router, requestId);
    expect(header).to.deep.include({
      tag: toBeHex(id, 32),
      deadline: askedAt + BigInt(question.duration),
      maxResultBytes: 64n + 3n * 64n,
      callbackGasLimit: 60_000n + 14n * (64n + 3n * 64n),
      fuelLimit: question.fuelLimit,
      gasPriceCap: question.gasPriceCap,
    });
  });

  it("pays from its account at the router, to which it adds what is sent", async () => {
    const { mandates, router, treasury, asTreasury, open, termsOf, question } =
      await withMandates(connection);
    const before = (await router.accountOf(mandates)).balance;
    await open();
    const escrowed = before - (await router.accountOf(mandates)).balance;
    expect(escrowed > 0n).to.equal(true);
    await mandates.connect(asTreasury).open(await termsOf(), question, { value: parseEther("2") });
    const left = before + parseEther("2") - 2n * escrowed;
    expect((await router.accountOf(mandates)).balance).to.equal(left);
    await expect(mandates.connect(asTreasury).withdrawFees(router, left)).to.changeEtherBalance(
      ethers,
      router,
      -left,
    );
    expect((await router.accountOf(mandates)).balance).to.equal(0n);
    expect(await mandates.treasury()).to.equal(treasury);
  });

  it("costs no more than was voted", async () => {
    const { mandates, router, asTreasury, termsOf, question, open } = await withMandates(connection);
    const before = (await router.accountOf(mandates)).balance;
    const { requestId } = await open();
    const cost = before - (await router.accountOf(mandates)).balance;
    expect(requestId).not.to.equal(ZeroHash);
    const dear = { ...question, maxCost: cost - 1n };
    await expect(mandates.connect(asTreasury).open(await termsOf(), dear))
      .to.be.revertedWithCustomError(router, "RouterCost")
      .withArgs(cost, cost - 1n);
  });

  it("refuses what could not be paid", async () => {
    const { mandates, asTreasury, alice, termsOf, question } = await withMandates(connection);
    const by = mandates.connect(asTreasury);
    await expect(by.open(await termsOf({ asset: alice.address }), question))
      .to.be.revertedWithCustomError(mandates, "MandatesAsset")
      .withArgs(alice);
    for (const maxRecipients of [0n, 101n])
      await expect(by.open(await termsOf({ maxRecipients }), question))
        .to.be.revertedWithCustomError(mandates, "MandatesRecipients")
        .withArgs(maxRecipients, 100n);
    for (const [delay, waits] of [
      [0n, BigInt(TIMELOCK_DELAY)],
      [5000n, 5000n],
    ] as const) {
      const now = BigInt(await networkHelpers.time.latest()) + 10n;
      const earliest = now + BigInt(question.duration) + waits;
      await networkHelpers.time.setNextBlockTimestamp(now);
      await expect(by.open(await termsOf({ delay, expiry: earliest - 1n }), question))
        .to.be.revertedWithCustomError(mandates, "MandatesExpiry")
        .withArgs(earliest - 1n, earliest);
    }
  });

  it("goes through another router once a proposal follows the directory", async () => {
    const { mandates, directory, registry, operatorSet, admin, asTreasury, router, open } =
      await withMandates(connection);
    const args = [admin, registry, operatorSet, TERMS, ethers.id("another domain")];
    const next = await ethers.deployContract("FunctionRouter", args);
    await directory.connect(admin).setCurrent(next);
    await expect(mandates.connect(asTreasury).followRouter(router)).to.be.revertedWithCustomError(
      mandates,
      "FunctionConsumerOtherRouter",
    );
    const { requestId } = await open();
    expect(await mandates.issuerOf(requestId)).to.equal(router);
    await mandates.connect(asTreasury).followRouter(next);
    expect(await mandates.functionRouter()).to.equal(next);
  });
});
