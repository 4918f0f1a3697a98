import { expect } from "chai";
import { toBeHex, ZeroHash } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../../protocol/outcome.ts";
import { packVerdict } from "../../../protocol/receipt.ts";
import { packRequest } from "../../../protocol/request.ts";
import { deployWithFunction } from "../../fixtures/functions.ts";
import { type Answer, fulfil, headerOf } from "../../helpers/operator.ts";
import {
  CLAIM_TIME,
  type Claim,
  claimOf,
  deployAirdrop,
  FUEL_LIMIT,
  FUNDS,
  GAS_PRICE_CAP,
  treeOf,
} from "../support/airdrop.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const FUEL_USED = 9n;

/** With an operator that answers what a test wants: the root of the list, if nothing else. */
async function withOperator() {
  const { router, program, operator } = await deployWithFunction(connection);
  const fixture = await deployAirdrop(connection, await router.getAddress(), program);
  const root = { outcome: Outcome.Success, result: treeOf(fixture.list).root, fuelUsed: FUEL_USED };
  const answer = (id: string, change: Partial<Answer> = {}) =>
    fulfil(connection, router, operator, id, { ...root, ...change });
  const claim = (part: bigint, index: number) => claimOf(fixture.airdrop, part, fixture.list, index);
  return { ...fixture, router, answer, claim };
}

// The function itself computes roots in test-slow/functions/airdrop.test.ts: AssemblyScript takes seconds to compile.

describe("Airdrop", () => {
  const deploy = () => networkHelpers.loadFixture(withOperator);

  it("asks under the part's number, and is for its owner", async () => {
    const { airdrop, router, alice, publish, list } = await deploy();
    const { id, part } = await publish(list);
    const askedAt = BigInt(await networkHelpers.time.latest());
    const { tag, deadline, maxResultBytes, callbackGasLimit, ...header } = await headerOf(router, id);
    expect([tag, deadline]).to.deep.equal([toBeHex(part, 32), askedAt + 3_600n]);
    expect([maxResultBytes, callbackGasLimit]).to.deep.equal([32n, 80_000n]);
    expect(header).to.deep.include({ fuelLimit: FUEL_LIMIT, gasPriceCap: GAS_PRICE_CAP });
    await expect(airdrop.connect(alice).publish(list, FUEL_LIMIT, GAS_PRICE_CAP))
      .to.be.revertedWithCustomError(airdrop, "OwnableUnauthorizedAccount")
      .withArgs(alice);
  });

  it("refuses a list that is out of order, names someone twice, or nobody", async () => {
    const { airdrop, admin, list } = await deploy();
    const [low, high] = list as [Claim, Claim];
    const nobody = { account: toBeHex(0n, 20), amount: 1n };
    for (const [faulty, previous, account] of [
      [[high, low], high.account, low.account],
      [[low, low], low.account, low.account],
      [[nobody], nobody.account, nobody.account],
    ] as const) {
      await expect(airdrop.connect(admin).publish([...faulty], FUEL_LIMIT, GAS_PRICE_CAP))
        .to.be.revertedWithCustomError(airdrop, "AirdropOrder")
        .withArgs(previous, account);
    }
  });

  it("publishes no claim that is not funded", async () => {
    const { airdrop, admin, bob, publish, list } = await deploy();
    await publish(list);
    const beyond = [{ account: bob.address, amount: 501n }];
    await expect(airdrop.connect(admin).publish(beyond, FUEL_LIMIT, GAS_PRICE_CAP))
      .to.be.revertedWithCustomError(airdrop, "AirdropUnderfunded")
      .withArgs(FUNDS, FUNDS + 1n);
    await publish([{ account: bob.address, amount: 500n }]);
    expect(await airdrop.promised()).to.equal(FUNDS);
  });

  it("gives up a part whose root could not be computed, and says why", async () => {
    const { airdrop, publish, list, answer, claim } = await deploy();
    const { part, id } = await publish(list);
    await expect(answer(id, { outcome: Outcome.Revert, result: "0x1234" }))
      .to.emit(airdrop, "PartFailed")
      .withArgs(part, Outcome.Revert, "0x1234");
    expect(await airdrop.promised()).to.equal(0n);
    expect((await airdrop.partOf(part)).total).to.equal(0n);
    await expect(claim(part, 0)).to.be.revertedWithCustomError(airdrop, "AirdropNotOpen").withArgs(part);
  });

  it("pays a claim once, and none that the list does not have", async () => {
    const { airdrop, publish, list, answer, claim } = await deploy();
    const { part, id } = await publish(list);
    await expect(claim(part, 0)).to.be.revertedWithCustomError(airdrop, "AirdropNotOpen").withArgs(part);
    await expect(answer(id)).to.emit(airdrop, "PartOpened").withArgs(part, treeOf(list).root);
    const [{ account, amount }] = list as [Claim];
    await expect(claim(part, 0)).to.emit(airdrop, "Claimed").withArgs(part, account, amount);
    await expect(claim(part, 0))
      .to.be.revertedWithCustomError(airdrop, "AirdropClaimed")
      .withArgs(part, account);
    const { proofs } = treeOf(list);
    await expect(airdrop.claim(part, account, amount + 1n, proofs[0] ?? []))
      .to.be.revertedWithCustomError(airdrop, "AirdropProof")
      .withArgs(part, account, amount + 1n);
    expect(await airdrop.isClaimed(part, account)).to.equal(true);
    expect(await airdrop.promised()).to.equal(list[1]?.amount);
  });

  it("keeps two parts apart that were published in one block", async () => {
    const { airdrop, publishTogether, list, answer, claim } = await deploy();
    const rest = list.map(({ account, amount }) => ({ account, amount: amount / 2n }));
    const [first, second] = await publishTogether(list, rest);
    expect([first.part, second.part]).to.deep.equal([1n, 2n]);
    await expect(answer(second.id, { result: treeOf(rest).root }))
      .to.emit(airdrop, "PartOpened")
      .withArgs(2n, treeOf(rest).root);
    await expect(claim(1n, 0)).to.be.revertedWithCustomError(airdrop, "AirdropNotOpen").withArgs(1n);
    await expect(answer(first.id)).to.emit(airdrop, "PartOpened").withArgs(1n, treeOf(list).root);
    for (const index of [0, 1]) await claim(1n, index);
    for (const index of [0, 1]) await claimOf(airdrop, 2n, rest, index);
    expect(await airdrop.promised()).to.equal(0n);
  });

  it("ends: then nothing is claimed or published, and its owner recovers the rest", async () => {
    const { airdrop, token, admin, alice, claimsEnd, publish, list, answer, claim } = await deploy();
    const { part, id } = await publish(list);
    await answer(id);
    await networkHelpers.time.setNextBlockTimestamp(claimsEnd);
    await expect(airdrop.connect(admin).recover(admin))
      .to.be.revertedWithCustomError(airdrop, "AirdropClaimsEnd")
      .withArgs(claimsEnd);
    await claim(part, 0);
    const ended = [
      () => claim(part, 1),
      () => airdrop.connect(admin).publish(list, FUEL_LIMIT, GAS_PRICE_CAP),
    ];
    for (const act of ended) {
      await expect(act()).to.be.revertedWithCustomError(airdrop, "AirdropClaimsEnd").withArgs(claimsEnd);
    }
    await expect(airdrop.connect(alice).recover(alice))
      .to.be.revertedWithCustomError(airdrop, "OwnableUnauthorizedAccount")
      .withArgs(alice);
    const rest = FUNDS - (list[0]?.amount ?? 0n);
    const recovery = airdrop.connect(admin).recover(admin);
    await expect(recovery).to.changeTokenBalance(ethers, token, admin, rest);
    await expect(recovery).to.emit(airdrop, "Recovered").withArgs(admin, rest);
  });

  describe("a part without a root", () => {
    it("is given up by the owner once it is overdue, which frees its tokens", async () => {
      const { airdrop, router, admin, alice, publish, list } = await deploy();
      const { part, id, value } = await publish(list);
      const header = await headerOf(router, id);
      const drop = () => airdrop.connect(admin).drop(part);
      await networkHelpers.time.setNextBlockTimestamp(header.deadline);
      await expect(drop())
        .to.be.revertedWithCustomError(airdrop, "AirdropNotOverdue")
        .withArgs(part, header.deadline);
      await networkHelpers.time.increaseTo(header.deadline + 1n);
      await router.expire([packRequest(header)]);
      expect((await router.accountOf(admin)).balance).to.equal(value);
      await expect(airdrop.connect(alice).drop(part))
        .to.be.revertedWithCustomError(airdrop, "OwnableUnauthorizedAccount")
        .withArgs(alice);
      await expect(drop()).to.emit(airdrop, "PartDropped").withArgs(part);
      expect(await airdrop.promised()).to.equal(0n);
      await expect(drop()).to.be.revertedWithCustomError(airdrop, "AirdropNotOverdue");
    });

    it("opens no more once it was given up, should its result be delivered late", async () => {
      const { airdrop, router, admin, publish, list, answer } = await deploy();
      const { part, id } = await publish(list);
      const header = await headerOf(router, id);
      await expect(answer(id, { result: "0x" })).to.emit(router, "CallbackFailed");
      await networkHelpers.time.increaseTo(header.deadline + 1n);
      await airdrop.connect(admin).drop(part);
      const verdict = packVerdict({ outcome: Outcome.Success, fuelUsed: FUEL_USED });
      await expect(router.deliver(packRequest(header), verdict, "0x"))
        .to.be.revertedWithCustomError(airdrop, "AirdropNotOpen")
        .withArgs(part);
    });

    it("is told apart from one that has its root, which stays", async () => {
      const { airdrop, admin, publish, list, answer } = await deploy();
      const { part, id } = await publish(list);
      await answer(id);
      await networkHelpers.time.increase(CLAIM_TIME / 2);
      await expect(airdrop.connect(admin).drop(part)).to.be.revertedWithCustomError(
        airdrop,
        "AirdropNotOverdue",
      );
    });
  });

  it("takes roots from its router alone", async () => {
    const { airdrop, admin, alice, publish, list } = await deploy();
    const { part, id } = await publish(list);
    for (const caller of [admin, alice]) {
      await expect(airdrop.connect(caller).onFunctionResult(id, toBeHex(part, 32), Outcome.Success, ZeroHash))
        .to.be.revertedWithCustomError(airdrop, "FunctionConsumerUnexpectedCallback")
        .withArgs(caller, id);
    }
  });
});
