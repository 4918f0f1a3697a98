import { expect } from "chai";
import { type Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { batch, check, rotate } from "./support/checks.ts";
import { deployFunctions, membersOf } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const GRACE = 3_600n;

async function deployAlone() {
  return deployFunctions(connection, 1);
}
async function deployFour() {
  return deployFunctions(connection, 4);
}

describe("epochs of operators", () => {
  it("announce their members and quorum", async () => {
    const functions = await networkHelpers.loadFixture(deployAlone);
    await expect(rotate(functions, operatorKeys(4, "next")))
      .to.emit(functions.operatorSet, "EpochStarted")
      .withArgs(2n, (members: unknown[]) => members.length === 4, 3n);
    expect(await functions.operatorSet.currentEpoch()).to.equal(2n);
  });

  it("count to the last second of the grace after the next one started, and no longer", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    await rotate(functions, operatorKeys(4, "next"));
    const ends = BigInt(await networkHelpers.time.latest()) + GRACE;
    await networkHelpers.time.setNextBlockTimestamp(ends);
    await networkHelpers.mine();
    expect(await check(functions)).to.equal(true);
    await networkHelpers.mine();
    await expect(check(functions))
      .to.be.revertedWithCustomError(functions.router, "RouterEpoch")
      .withArgs(1n, 2n);
  });

  it("stop counting at once when two more have started, however little time has passed", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    await rotate(functions, operatorKeys(4, "next"));
    await rotate(functions, operatorKeys(4, "after next"));
    await expect(check(functions))
      .to.be.revertedWithCustomError(functions.router, "RouterEpoch")
      .withArgs(1n, 3n);
  });

  for (const epoch of [0n, 2n, 2n ** 32n - 1n]) {
    it(`that never were do not count: ${epoch}`, async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      await expect(check(functions, [0], batch({ epoch })))
        .to.be.revertedWithCustomError(functions.router, "RouterEpoch")
        .withArgs(epoch, 1n);
    });
  }

  it("refuse none, or more than 64 members", async () => {
    const functions = await networkHelpers.loadFixture(deployAlone);
    for (const count of [0, 65]) {
      await expect(rotate(functions, operatorKeys(count)))
        .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetSize")
        .withArgs(count, 64n);
    }
  });

  it("refuse members out of order, twice, or without a key", async () => {
    const functions = await networkHelpers.loadFixture(deployAlone);
    const [low, high] = operatorKeys(2) as [Wallet, Wallet];
    for (const [before, after] of [
      [high, low],
      [low, low],
    ] as const) {
      await expect(rotate(functions, [before, after]))
        .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetOrder")
        .withArgs(before.address, after.address);
    }
    const nobody = membersOf([low], functions.sender).map((one) => ({ ...one, signer: ZeroAddress }));
    await expect(functions.operatorSet.connect(functions.dao).startEpoch(nobody))
      .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetOrder")
      .withArgs(ZeroAddress, ZeroAddress);
  });

  for (const missing of ["sender", "payout"]) {
    it(`refuse members without a ${missing}`, async () => {
      const { operatorSet, dao, sender } = await networkHelpers.loadFixture(deployAlone);
      const [key] = operatorKeys(1) as [Wallet];
      const members = membersOf([key], sender).map((one) => ({ ...one, [missing]: ZeroAddress }));
      await expect(operatorSet.connect(dao).startEpoch(members))
        .to.be.revertedWithCustomError(operatorSet, "OperatorSetIncomplete")
        .withArgs(key.address);
    });
  }

  it("are started by the owner alone, not by the guardian", async () => {
    const { operatorSet, guardian, stranger } = await networkHelpers.loadFixture(deployAlone);
    for (const caller of [guardian, stranger]) {
      await expect(operatorSet.connect(caller).startEpoch([]))
        .to.be.revertedWithCustomError(operatorSet, "OwnableUnauthorizedAccount")
        .withArgs(caller.address);
    }
  });
});
