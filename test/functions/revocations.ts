import { expect } from "chai";
import { type Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { batch, check, rotate } from "./support/checks.ts";
import { settle } from "./support/fulfilments.ts";
import { deployFunctions, payoutOf } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";
import { ask } from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

async function deployFour() {
  return deployFunctions(connection, 4);
}

describe("a revocation", () => {
  it("takes a key out at once, and the others still make a quorum", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, router, dao, keys } = functions;
    await expect(operatorSet.connect(dao).revoke(1n, 1n))
      .to.emit(operatorSet, "OperatorRevoked")
      .withArgs(1n, 1n, keys[1]?.address);
    await expect(check(functions, [0, 1, 2]))
      .to.be.revertedWithCustomError(router, "RouterSigners")
      .withArgs(0b0111n, 0b1101n);
    expect(await check(functions, [0, 2, 3])).to.equal(true);
    expect(await operatorSet.membersOf(1n)).to.equal(0b1101n);
  });

  it("is counted in fulfilments, too", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, router, dao } = functions;
    const request = await ask(functions);
    await operatorSet.connect(dao).revoke(1n, 1n);
    await expect(settle(functions, [request], {}, { places: [0, 1, 2] }))
      .to.be.revertedWithCustomError(router, "RouterSigners")
      .withArgs(0b0111n, 0b1101n);
    await settle(functions, [request], {}, { places: [0, 2, 3] });
  });

  it("takes the operator's sender key along", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, router, dao, sender } = functions;
    const request = await ask(functions);
    await operatorSet.connect(dao).revoke(1n, 3n);
    await expect(settle(functions, [request], {}, { submitter: 3n }))
      .to.be.revertedWithCustomError(router, "RouterNotSender")
      .withArgs(sender.address, 3n);
    await settle(functions, [request], {}, { submitter: 2n });
  });

  it("is the owner's, the guardian's, or the operator's own", async () => {
    const { operatorSet, dao, guardian, sender, stranger } = await networkHelpers.loadFixture(deployFour);
    await expect(operatorSet.connect(stranger).revoke(1n, 0n))
      .to.be.revertedWithCustomError(operatorSet, "OperatorSetNotAllowed")
      .withArgs(stranger.address);
    for (const [index, caller] of [dao, guardian, sender].entries()) {
      await expect(operatorSet.connect(caller).revoke(1n, index)).to.emit(operatorSet, "OperatorRevoked");
    }
    expect(await operatorSet.membersOf(1n)).to.equal(0b1000n);
  });

  it("is a guardian's for as long as the owner says, and nobody's where the guardian is nobody", async () => {
    const { operatorSet, dao, guardian } = await networkHelpers.loadFixture(deployFour);
    await expect(operatorSet.connect(guardian).setGuardian(ZeroAddress))
      .to.be.revertedWithCustomError(operatorSet, "OwnableUnauthorizedAccount")
      .withArgs(guardian.address);
    await expect(operatorSet.connect(dao).setGuardian(ZeroAddress))
      .to.emit(operatorSet, "GuardianChanged")
      .withArgs(guardian.address, ZeroAddress);
    await expect(operatorSet.connect(guardian).revoke(1n, 0n))
      .to.be.revertedWithCustomError(operatorSet, "OperatorSetNotAllowed")
      .withArgs(guardian.address);
  });

  it("reaches the epoch before while its grace lasts, and leaves the current one alone", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, router, guardian } = functions;
    const next = operatorKeys(4, "next");
    await rotate(functions, next);
    await operatorSet.connect(guardian).revoke(1n, 0n);
    await expect(check(functions, [0, 1, 2]))
      .to.be.revertedWithCustomError(router, "RouterSigners")
      .withArgs(0b0111n, 0b1110n);
    const current = { ...functions, keys: next };
    expect(await check(current, [0, 1, 2], batch({ epoch: 2n }))).to.equal(true);
  });

  it("of an epoch that no longer counts is refused", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, dao } = functions;
    await rotate(functions, operatorKeys(4, "next"));
    await networkHelpers.time.increase(3_601);
    await expect(operatorSet.connect(dao).revoke(1n, 0n))
      .to.be.revertedWithCustomError(operatorSet, "OperatorSetEpoch")
      .withArgs(1n, 2n);
  });

  it("of the epoch before the one before is refused, however little time has passed", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, dao } = functions;
    for (const seed of ["next", "after next"]) await rotate(functions, operatorKeys(4, seed));
    await expect(operatorSet.connect(dao).revoke(1n, 0n))
      .to.be.revertedWithCustomError(operatorSet, "OperatorSetEpoch")
      .withArgs(1n, 3n);
  });

  it("leaves the operator on record, so that what it signed stays provable", async () => {
    const { operatorSet, dao, keys, sender } = await networkHelpers.loadFixture(deployFour);
    const [key] = keys as [Wallet];
    expect(await operatorSet.isMember(key.address)).to.equal(true);
    await operatorSet.connect(dao).revoke(1n, 0n);
    const record = [key.address, sender.address, payoutOf(key)].map((one) => ethers.getAddress(one));
    expect([...(await operatorSet.operatorOf(1n, 0n))]).to.deep.equal(record);
    expect((await operatorSet.operatorsOf(1n)).length).to.equal(4);
    expect(await operatorSet.isMember(key.address)).to.equal(false);
  });

  it("of a key that no epoch brings back can be undone by the next one", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const { operatorSet, dao, keys } = functions;
    await operatorSet.connect(dao).revoke(1n, 0n);
    await rotate(functions, keys);
    expect(await check(functions, [0, 1, 2], batch({ epoch: 2n }))).to.equal(true);
  });

  it("names an operator that is not there", async () => {
    const { operatorSet, dao } = await networkHelpers.loadFixture(deployFour);
    await expect(operatorSet.connect(dao).revoke(1n, 4n))
      .to.be.revertedWithCustomError(operatorSet, "OperatorSetUnknownOperator")
      .withArgs(1n, 4n, 4n);
  });
});
