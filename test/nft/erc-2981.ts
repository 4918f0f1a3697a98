// What ERC-2981 demands, in our words:
//  1  The contract says by ERC-165 that it implements ERC-2981.
//  2  royaltyInfo names a receiver and an amount in the unit of the price that it was asked with.
//  3  The amount is a share of the price: it grows and shrinks with it, whatever the price.
// And ours: a token's own royalty goes before the collection's, and none is over a tenth.

import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { deployPlainMinted } from "../fixtures/collections.ts";

const { networkHelpers } = await network.create();
const deploy = () => networkHelpers.loadFixture(deployPlainMinted);

describe("ERC-2981", () => {
  it("ERC-2981/1: says so by ERC-165", async () => {
    const { token } = await deploy();
    expect(await token.supportsInterface("0x2a55205a")).to.equal(true);
  });

  it("ERC-2981/2: names receiver and amount", async () => {
    const { token, admin } = await deploy();
    expect(await token.royaltyInfo(1n, parseEther("4"))).to.deep.equal([admin.address, parseEther("0.1")]);
  });

  it("ERC-2981/3: the amount is a share of any price", async () => {
    const { token } = await deploy();
    for (const price of [0n, 40n, 4_000n, 10n ** 30n, 4n * 10n ** 70n]) {
      const [, amount] = await token.royaltyInfo(3n, price);
      expect(amount).to.equal((price * 250n) / 10_000n);
    }
  });

  it("a token's own royalty goes before the collection's, until it is reset", async () => {
    const { token, admin, alice } = await deploy();
    await expect(token.connect(admin).setTokenRoyalty(3n, alice, 1_000n))
      .to.emit(token, "TokenRoyaltyChanged")
      .withArgs(3n, alice, 1_000n);
    expect(await token.royaltyInfo(3n, 100n)).to.deep.equal([alice.address, 10n]);
    expect(await token.royaltyInfo(2n, 1_000n)).to.deep.equal([admin.address, 25n]);
    await expect(token.connect(admin).resetTokenRoyalty(3n))
      .to.emit(token, "TokenRoyaltyChanged")
      .withArgs(3n, ZeroAddress, 0n);
    expect(await token.royaltyInfo(3n, 1_000n)).to.deep.equal([admin.address, 25n]);
  });

  it("is a tenth at most, and the owner's to set", async () => {
    const { token, admin, alice } = await deploy();
    for (const change of [
      () => token.connect(admin).setTokenRoyalty(3n, alice, 1_001n),
      () => token.connect(admin).setDefaultRoyalty(alice, 1_001n),
    ]) {
      await expect(change())
        .to.be.revertedWithCustomError(token, "CollectionRoyaltyTooHigh")
        .withArgs(1_001n, 1_000n);
    }
    for (const change of [
      () => token.connect(alice).setTokenRoyalty(3n, alice, 1n),
      () => token.connect(alice).resetTokenRoyalty(3n),
      () => token.connect(alice).setDefaultRoyalty(alice, 1n),
    ]) {
      await expect(change())
        .to.be.revertedWithCustomError(token, "OwnableUnauthorizedAccount")
        .withArgs(alice);
    }
  });
});
