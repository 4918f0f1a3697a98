import { expect } from "chai";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { answer, collect, fulfil, settle } from "./support/fulfilments.ts";
import { deployFunctions, payoutOf, TERMS } from "./support/functions.ts";
import { ask } from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** Four operators have earned the fees of three requests, which do not divide by four; their till is collected. */
async function deployEarned() {
  const functions = await deployFunctions(connection, 4);
  const requests = [await ask(functions), await ask(functions), await ask(functions)];
  await fulfil(
    functions,
    requests.map((request, i) => answer(request, { fuelUsed: BigInt(i) + 1n })),
  );
  await collect(functions);
  return functions;
}

describe("RouterFees", () => {
  it("are the same for each operator, and the rest of the division is the treasury's", async () => {
    const { router } = await networkHelpers.loadFixture(deployEarned);
    const shared = 3n * TERMS.fixedFee + 6n * TERMS.fuelPrice;
    const byteFees = 3n * (68n + 32n) * TERMS.bytePrice;
    const royalty = (shared * 700n) / 10_000n;
    const operators = (shared * 8_300n) / 10_000n + byteFees;
    const all = shared + byteFees;
    expect(operators % 4n).to.not.equal(0n);
    for (const index of [0n, 1n, 2n, 3n]) {
      expect(await router.operatorFeesOf(1n, index)).to.equal(operators / 4n);
    }
    expect(await router.royaltyOf(1n)).to.equal(royalty);
    expect(await router.treasuryFees()).to.equal(all - royalty - 4n * (operators / 4n));
  });

  it("claimed to the last leave nothing but the accounts' balances", async () => {
    const { router, keys, author, payer, sender } = await networkHelpers.loadFixture(deployEarned);
    for (const index of keys.keys()) await router.claimOperatorFees(1n, index);
    await router.claimRoyalty(1n);
    await router.claimTreasuryFees();
    const holders = [author.address, payer.address, sender.address, ...keys.map(payoutOf)];
    const accounts = await Promise.all(holders.map((holder) => router.accountOf(holder)));
    const balances = accounts.reduce((sum, { balance }) => sum + balance, 0n);
    expect(await router.accounted()).to.equal(balances);
    expect(await ethers.provider.getBalance(router)).to.equal(balances);
  });

  it("of an operator go to its payout account, once, whoever claims them", async () => {
    const { router, keys, stranger } = await networkHelpers.loadFixture(deployEarned);
    const earned = await router.operatorFeesOf(1n, 2n);
    const payout = ethers.getAddress(payoutOf(keys[2] as (typeof keys)[0]));
    await expect(router.connect(stranger).claimOperatorFees(1n, 2n))
      .to.emit(router, "OperatorFeesClaimed")
      .withArgs(1n, 2n, payout, earned);
    await router.claimOperatorFees(1n, 2n);
    expect((await router.accountOf(payout)).balance).to.equal(earned);
    expect(await router.operatorFeesOf(1n, 2n)).to.equal(0n);
    expect(await router.operatorFeesOf(1n, 1n)).to.equal(earned);
  });

  it("of an operator go on after a claim", async () => {
    const functions = await networkHelpers.loadFixture(deployEarned);
    const { router } = functions;
    await router.claimOperatorFees(1n, 0n);
    const before = await router.operatorFeesOf(1n, 1n);
    await settle(functions, [await ask(functions)]);
    await collect(functions);
    const after = await router.operatorFeesOf(1n, 1n);
    expect(await router.operatorFeesOf(1n, 0n)).to.equal(after - before);
  });

  for (const [epoch, index, count] of [
    [1n, 4n, 4n],
    [2n, 0n, 0n],
  ] as const) {
    it(`of operator ${index} of epoch ${epoch}, who is not there, cannot be claimed`, async () => {
      const { router, operatorSet } = await networkHelpers.loadFixture(deployEarned);
      await expect(router.claimOperatorFees(epoch, index))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetUnknownOperator")
        .withArgs(epoch, index, count);
    });
  }

  it("of a function go to who owns it when they are claimed", async () => {
    const { router, registry, author, stranger } = await networkHelpers.loadFixture(deployEarned);
    await registry.connect(author).transferFrom(author, stranger, 1n);
    const earned = await router.royaltyOf(1n);
    await expect(router.claimRoyalty(1n))
      .to.emit(router, "RoyaltyClaimed")
      .withArgs(1n, stranger.address, earned);
    expect((await router.accountOf(stranger)).balance).to.equal(earned);
    expect((await router.accountOf(author)).balance).to.equal(0n);
    expect(await router.royaltyOf(1n)).to.equal(0n);
  });

  it("of a function that does not exist cannot be claimed", async () => {
    const { router, registry } = await networkHelpers.loadFixture(deployEarned);
    await expect(router.claimRoyalty(9n))
      .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
      .withArgs(9n);
  });

  it("of the treasury are sent to the router's owner, once", async () => {
    const { router, dao, stranger } = await networkHelpers.loadFixture(deployEarned);
    const earned = await router.treasuryFees();
    const claim = router.connect(stranger).claimTreasuryFees();
    await expect(claim).to.changeEtherBalances(ethers, [router, dao], [-earned, earned]);
    await expect(claim).to.emit(router, "TreasuryFeesClaimed").withArgs(dao.address, earned);
    await expect(router.claimTreasuryFees()).to.changeEtherBalances(ethers, [dao], [0n]);
  });

  it("of the treasury are never sent to nobody", async () => {
    const { router, dao } = await networkHelpers.loadFixture(deployEarned);
    await router.connect(dao).renounceOwnership();
    await expect(router.claimTreasuryFees()).to.be.revertedWithCustomError(router, "RouterZeroAddress");
  });

  it("cost a batch the same, whether they were claimed before it or not", async () => {
    const gas: (bigint | undefined)[] = [];
    for (const claims of [true, false]) {
      const functions = await networkHelpers.loadFixture(deployEarned);
      const { router } = functions;
      if (claims) await router.claimOperatorFees(1n, 0n);
      if (claims) await router.claimTreasuryFees();
      const sent = await settle(functions, [await ask(functions)]);
      gas.push((await sent.wait())?.gasUsed);
    }
    const [claimed, unclaimed] = gas as [bigint, bigint];
    expect(claimed).to.be.closeTo(unclaimed, 200n);
  });

  it("of a request that could not be served are the fixed fee alone", async () => {
    const functions = await networkHelpers.loadFixture(deployEarned);
    const { router } = functions;
    const before = await router.royaltyOf(1n);
    const request = await ask(functions, { callbackGasLimit: 0n });
    await settle(functions, [request], { outcome: Outcome.Unserviceable });
    await collect(functions);
    expect((await router.royaltyOf(1n)) - before).to.equal((TERMS.fixedFee * 700n) / 10_000n);
  });
});
