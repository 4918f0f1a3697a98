import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { deployToken } from "../fixtures/token.ts";

const { ethers, networkHelpers } = await network.create();
const { time } = networkHelpers;
const AMOUNT = 1_200n;
const MONTH = 30 * 24 * 3600;

/** `holder` grants alice a year's vesting with a cliff at three months, which `admin`, the treasury, may revoke. */
async function deployVesting(connection: Connection) {
  const deployed = await deployToken(connection);
  const { token, admin, holder, alice } = deployed;
  const vesting = await connection.ethers.deployContract("Vesting", [token, admin]);
  await token.connect(holder).approve(vesting, 10n * AMOUNT);
  const start = (await connection.networkHelpers.time.latest()) + 100;
  const grant = {
    beneficiary: alice.address,
    start,
    cliff: start + 3 * MONTH,
    end: start + 12 * MONTH,
    amount: AMOUNT,
    revocable: true,
  };
  await vesting.connect(holder).grant([grant, { ...grant, revocable: false }]);
  return { ...deployed, vesting, grant, start };
}

describe("Vesting", () => {
  const deploy = () => networkHelpers.loadFixture(deployVesting);
  /** The next block is `after` seconds past the start. */
  const at = (start: number, after: number) => time.setNextBlockTimestamp(start + after);

  describe("constructor", () => {
    it("refuses to be without token or treasury", async () => {
      const { vesting, token, admin } = await deploy();
      for (const args of [
        [ZeroAddress, admin],
        [token, ZeroAddress],
      ]) {
        await expect(ethers.deployContract("Vesting", args)).to.be.revertedWithCustomError(
          vesting,
          "VestingZeroAddress",
        );
      }
    });
  });

  describe("grant", () => {
    it("takes the sum from whoever makes the grants, and says what each is", async () => {
      const { vesting, token, holder, bob, grant } = await deploy();
      const next = { ...grant, beneficiary: bob.address, amount: 5n };
      const granting = vesting.connect(holder).grant([next, grant]);
      await expect(granting).to.changeTokenBalances(
        ethers,
        token,
        [holder, vesting],
        [-AMOUNT - 5n, AMOUNT + 5n],
      );
      const [first, second] = (await vesting.queryFilter(vesting.filters.Granted())).slice(-2);
      expect([first?.args.id, first?.args.beneficiary, first?.args.funder]).to.deep.equal([
        2n,
        bob.address,
        holder.address,
      ]);
      expect(second?.args.grant.amount).to.equal(AMOUNT);
      expect(await vesting.grantCount()).to.equal(4n);
      expect((await vesting.grantOf(2n)).amount).to.equal(5n);
    });

    it("refuses what nobody could be paid", async () => {
      const { vesting, holder, grant, start } = await deploy();
      const empty = [
        { ...grant, beneficiary: ZeroAddress },
        { ...grant, amount: 0n },
      ];
      for (const draft of empty) {
        await expect(vesting.connect(holder).grant([draft]))
          .to.be.revertedWithCustomError(vesting, "VestingGrantEmpty")
          .withArgs(draft.beneficiary, draft.amount);
      }
      for (const draft of [
        { ...grant, cliff: start - 1 },
        { ...grant, end: grant.cliff - 1 },
      ]) {
        await expect(vesting.connect(holder).grant([draft]))
          .to.be.revertedWithCustomError(vesting, "VestingTimes")
          .withArgs(draft.start, draft.cliff, draft.end);
      }
    });

    it("refuses a token that keeps a part for itself", async () => {
      const { admin, holder, grant } = await deploy();
      const crooked = await ethers.deployContract("CrookedERC20", [holder, AMOUNT]);
      const vesting = await ethers.deployContract("Vesting", [crooked, admin]);
      await crooked.connect(holder).approve(vesting, AMOUNT);
      await crooked.setFee(1n);
      const funding = await ethers.getContractAt("Funding", await vesting.getAddress());
      await expect(vesting.connect(holder).grant([grant]))
        .to.be.revertedWithCustomError(funding, "FundingShort")
        .withArgs(AMOUNT, AMOUNT - 1n);
    });
  });

  describe("claim", () => {
    it("pays nothing before the cliff", async () => {
      const { vesting, start } = await deploy();
      await at(start, 3 * MONTH - 1);
      await expect(vesting.claim(0n))
        .to.be.revertedWithCustomError(vesting, "VestingNothingDue")
        .withArgs(0n, 0n);
    });

    it("pays what is vested, whoever asks, and the rest as time goes on", async () => {
      const { vesting, token, alice, bob, start } = await deploy();
      for (const [after, paid] of [
        [3 * MONTH, 300n],
        [6 * MONTH, 300n],
        [12 * MONTH, 600n],
      ] as const) {
        await at(start, after);
        const claim = vesting.connect(bob).claim(0n);
        await expect(claim).to.emit(vesting, "Claimed").withArgs(0n, alice, paid);
        await expect(claim).to.changeTokenBalances(ethers, token, [vesting, alice], [-paid, paid]);
      }
      expect(await vesting.claimedOf(0n)).to.equal(AMOUNT);
      await expect(vesting.claim(0n))
        .to.be.revertedWithCustomError(vesting, "VestingNothingDue")
        .withArgs(0n, AMOUNT);
    });

    it("pays several grants in one transaction", async () => {
      const { vesting, token, alice, start } = await deploy();
      await at(start, 3 * MONTH);
      const calls = [0n, 1n].map((grantId) => vesting.interface.encodeFunctionData("claim", [grantId]));
      await expect(vesting.multicall(calls)).to.changeTokenBalance(ethers, token, alice, 600n);
    });

    it("knows no grant that was not made", async () => {
      const { vesting } = await deploy();
      await expect(vesting.claim(2n)).to.be.revertedWithCustomError(vesting, "VestingUnknown").withArgs(2n);
    });
  });

  describe("revoke", () => {
    it("leaves what is vested, and returns the rest to the treasury", async () => {
      const { vesting, token, admin, alice, start } = await deploy();
      await at(start, 3 * MONTH);
      await vesting.claim(0n);
      await at(start, 6 * MONTH);
      const revocation = vesting.connect(admin).revoke(0n);
      await expect(revocation).to.emit(vesting, "Revoked").withArgs(0n, 600n, 600n);
      await expect(revocation).to.changeTokenBalances(ethers, token, [vesting, admin], [-600n, 600n]);
      expect(await vesting.claimableOf(0n)).to.equal(300n);
      await at(start, 12 * MONTH);
      await vesting.claim(0n);
      expect(await token.balanceOf(alice)).to.equal(600n);
      expect(await token.balanceOf(vesting)).to.equal(AMOUNT);
    });

    it("before the cliff, returns everything", async () => {
      const { vesting, admin } = await deploy();
      await expect(vesting.connect(admin).revoke(0n)).to.emit(vesting, "Revoked").withArgs(0n, 0n, AMOUNT);
      await time.increase(12 * MONTH);
      expect(await vesting.vestedOf(0n)).to.equal(0n);
    });

    it("after the end, takes nothing", async () => {
      const { vesting, admin, start } = await deploy();
      await at(start, 12 * MONTH);
      await expect(vesting.connect(admin).revoke(0n)).to.emit(vesting, "Revoked").withArgs(0n, AMOUNT, 0n);
      expect(await vesting.claimableOf(0n)).to.equal(AMOUNT);
    });

    it("is the treasury's alone, once, and not of grants for good", async () => {
      const { vesting, admin, holder } = await deploy();
      await expect(vesting.connect(holder).revoke(0n))
        .to.be.revertedWithCustomError(vesting, "VestingNotTreasury")
        .withArgs(holder, admin);
      await vesting.connect(admin).revoke(0n);
      for (const grantId of [0n, 1n]) {
        await expect(vesting.connect(admin).revoke(grantId))
          .to.be.revertedWithCustomError(vesting, "VestingIrrevocable")
          .withArgs(grantId);
      }
      await expect(vesting.connect(admin).revoke(2n)).to.be.revertedWithCustomError(
        vesting,
        "VestingUnknown",
      );
    });
  });
});
