import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { deployToken } from "../fixtures/token.ts";

const { ethers, networkHelpers } = await network.create();
const { time } = networkHelpers;
type Row = [index: bigint, account: string, amount: bigint];
const DAY = 24 * 3600;

/** Two rounds that `holder` pays for: of 10 for alice and 20 for bob each. `admin` is the treasury. */
async function deployDistributor(connection: Connection) {
  const deployed = await deployToken(connection);
  const { token, admin, holder, alice, bob } = deployed;
  const distributor = await connection.ethers.deployContract("MerkleDistributor", [token, admin]);
  await token.connect(holder).approve(distributor, 1_000n);
  const rows: [Row, Row] = [
    [0n, alice.address, 10n],
    [300n, bob.address, 20n],
  ];
  const tree = StandardMerkleTree.of<Row>(rows, ["uint256", "address", "uint256"]);
  const expiry = (await connection.networkHelpers.time.latest()) + DAY;
  const open = (total = 30n) => distributor.connect(holder).openRound(tree.root, total, expiry);
  await open();
  await open();
  const claim = (round: bigint, row: 0 | 1) => distributor.claim(round, ...rows[row], tree.getProof(row));
  return { ...deployed, distributor, tree, rows, expiry, open, claim };
}

describe("MerkleDistributor", () => {
  const deploy = () => networkHelpers.loadFixture(deployDistributor);

  it("refuses to be without token or treasury", async () => {
    const { distributor, token, admin } = await deploy();
    for (const args of [
      [ZeroAddress, admin],
      [token, ZeroAddress],
    ]) {
      await expect(ethers.deployContract("MerkleDistributor", args)).to.be.revertedWithCustomError(
        distributor,
        "DistributorZeroAddress",
      );
    }
  });

  describe("openRound", () => {
    it("takes the total from whoever opens it", async () => {
      const { distributor, token, holder, tree, expiry, open } = await deploy();
      const opening = open(30n);
      await expect(opening).to.emit(distributor, "RoundOpened").withArgs(2n, holder, tree.root, 30n, expiry);
      await expect(opening).to.changeTokenBalances(ethers, token, [holder, distributor], [-30n, 30n]);
      const { root, remaining, expiry: end, total } = await distributor.roundOf(2n);
      expect([root, remaining, end, total]).to.deep.equal([tree.root, 30n, BigInt(expiry), 30n]);
      expect(await distributor.roundCount()).to.equal(3n);
    });

    it("refuses one that is empty, or over", async () => {
      const { distributor, holder, tree, expiry } = await deploy();
      const open = distributor.connect(holder).openRound;
      for (const [root, total] of [
        [ZeroHash, 30n],
        [tree.root, 0n],
      ] as const) {
        await expect(open(root, total, expiry))
          .to.be.revertedWithCustomError(distributor, "DistributorRoundEmpty")
          .withArgs(root, total);
      }
      const now = (await time.latest()) + 10;
      await time.setNextBlockTimestamp(now);
      await expect(open(tree.root, 30n, now - 1))
        .to.be.revertedWithCustomError(distributor, "DistributorExpiryPast")
        .withArgs(now - 1, now);
    });
  });

  describe("claim", () => {
    it("pays each leaf of each round once, whoever asks", async () => {
      const { distributor, token, alice, bob, claim } = await deploy();
      for (const round of [0n, 1n]) {
        const claimed = claim(round, 1);
        await expect(claimed).to.emit(distributor, "Claimed").withArgs(round, 300n, bob, 20n);
        await expect(claimed).to.changeTokenBalances(ethers, token, [distributor, bob], [-20n, 20n]);
        expect(await distributor.isClaimed(round, 300n)).to.equal(true);
        expect(await distributor.isClaimed(round, 0n)).to.equal(false);
        await expect(claim(round, 1))
          .to.be.revertedWithCustomError(distributor, "DistributorClaimed")
          .withArgs(round, 300n);
      }
      await claim(0n, 0);
      expect(await token.balanceOf(alice)).to.equal(10n);
      expect((await distributor.roundOf(0n)).remaining).to.equal(0n);
      expect((await distributor.roundOf(1n)).remaining).to.equal(10n);
    });

    it("pays from several rounds in one transaction", async () => {
      const { distributor, token, bob, rows, tree } = await deploy();
      const calls = [0n, 1n].map((round) =>
        distributor.interface.encodeFunctionData("claim", [round, ...rows[1], tree.getProof(1)]),
      );
      await expect(distributor.multicall(calls)).to.changeTokenBalance(ethers, token, bob, 40n);
    });

    it("refuses what is not in the tree", async () => {
      const { distributor, alice, bob, tree } = await deploy();
      const proof = tree.getProof(0);
      for (const [index, account, amount] of [
        [1n, alice.address, 10n],
        [0n, bob.address, 10n],
        [0n, alice.address, 11n],
      ] as const) {
        await expect(distributor.claim(0n, index, account, amount, proof))
          .to.be.revertedWithCustomError(distributor, "DistributorProof")
          .withArgs(0n, index, account, amount);
      }
    });

    it("pays no more than the round was opened with, and nothing of another's", async () => {
      const { distributor, claim, open } = await deploy();
      await open(29n);
      await claim(2n, 0);
      await expect(claim(2n, 1))
        .to.be.revertedWithCustomError(distributor, "DistributorRoundSpent")
        .withArgs(2n, 19n, 20n);
    });

    it("ends with the expiry, the second included", async () => {
      const { distributor, claim, expiry } = await deploy();
      await time.setNextBlockTimestamp(expiry);
      await claim(0n, 0);
      await expect(claim(0n, 1))
        .to.be.revertedWithCustomError(distributor, "DistributorRoundOver")
        .withArgs(0n, expiry);
      await expect(claim(7n, 1))
        .to.be.revertedWithCustomError(distributor, "DistributorUnknownRound")
        .withArgs(7n);
    });
  });

  describe("closeRound", () => {
    it("returns what is left to the treasury, for everybody once the round has expired", async () => {
      const { distributor, token, admin, alice, claim, expiry } = await deploy();
      await claim(0n, 0);
      await time.setNextBlockTimestamp(expiry);
      await expect(distributor.connect(alice).closeRound(0n))
        .to.be.revertedWithCustomError(distributor, "DistributorRoundRuns")
        .withArgs(0n, expiry);
      await time.setNextBlockTimestamp(expiry + 1);
      const closing = distributor.connect(alice).closeRound(0n);
      await expect(closing).to.emit(distributor, "RoundClosed").withArgs(0n, 20n);
      await expect(closing).to.changeTokenBalances(ethers, token, [distributor, admin], [-20n, 20n]);
      expect(await token.balanceOf(distributor)).to.equal(30n);
    });

    it("is the treasury's at any time, and ends the claims", async () => {
      const { distributor, admin, claim } = await deploy();
      await distributor.connect(admin).closeRound(1n);
      await expect(claim(1n, 0))
        .to.be.revertedWithCustomError(distributor, "DistributorRoundOver")
        .withArgs(1n, 0n);
      await expect(distributor.connect(admin).closeRound(1n))
        .to.be.revertedWithCustomError(distributor, "DistributorRoundOver")
        .withArgs(1n, 0n);
      await claim(0n, 0);
    });
  });
});
