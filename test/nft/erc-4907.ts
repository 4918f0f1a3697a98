// What ERC-4907 demands, in our words:
//  1  The contract says by ERC-165 (0xad092b5c) that it implements ERC-4907.
//  2  Only the owner and whom the owner approved name a user; for a token that does not exist it reverts.
//  3  UpdateUser tells every change of user or time.
//  4  userOf names nobody where there is no user, and after its time.
//  5  userExpires says until when; zero where there is no user.
// And as the reference has it: who gets a token gets it without a user.

import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { deployRented } from "../fixtures/collections.ts";

const { networkHelpers } = await network.create();
const { time } = networkHelpers;

async function deploy() {
  const fixture = await networkHelpers.loadFixture(deployRented);
  return { ...fixture, until: BigInt(await time.latest()) + 1_000n };
}

describe("ERC-4907", () => {
  it("ERC-4907/1: says so by ERC-165", async () => {
    const { collection } = await deploy();
    expect(await collection.supportsInterface("0xad092b5c")).to.equal(true);
  });

  it("ERC-4907/2: owner, operator and approved account name a user, nobody else", async () => {
    const { collection, holder, alice, bob, carol, until } = await deploy();
    await expect(collection.connect(alice).setUser(2n, alice, until))
      .to.be.revertedWithCustomError(collection, "ERC721InsufficientApproval")
      .withArgs(alice, 2n);
    await collection.connect(holder).approve(alice, 2n);
    await collection.connect(alice).setUser(2n, alice, until);
    await collection.connect(holder).setApprovalForAll(bob, true);
    await collection.connect(bob).setUser(2n, carol, until);
    expect(await collection.userOf(2n)).to.equal(carol);
    await expect(collection.connect(carol).setUser(2n, alice, until))
      .to.be.revertedWithCustomError(collection, "ERC721InsufficientApproval")
      .withArgs(carol, 2n);
    await expect(collection.connect(holder).setUser(4n, alice, until))
      .to.be.revertedWithCustomError(collection, "ERC721NonexistentToken")
      .withArgs(4n);
  });

  it("ERC-4907/3: every change is told", async () => {
    const { collection, holder, alice, until } = await deploy();
    for (const [user, expires] of [
      [alice.address, until],
      [alice.address, until + 1n],
      [ZeroAddress, 0n],
    ] as const) {
      await expect(collection.connect(holder).setUser(2n, user, expires))
        .to.emit(collection, "UpdateUser")
        .withArgs(2n, user, expires);
    }
  });

  it("ERC-4907/4: nobody uses a token without a user, or after its time", async () => {
    const { collection, holder, alice, until } = await deploy();
    expect(await collection.userOf(2n)).to.equal(ZeroAddress);
    await collection.connect(holder).setUser(2n, alice, until);
    await time.increaseTo(until);
    expect(await collection.userOf(2n)).to.equal(alice);
    await time.increaseTo(until + 1n);
    expect(await collection.userOf(2n)).to.equal(ZeroAddress);
  });

  it("ERC-4907/5: says until when", async () => {
    const { collection, holder, alice, until } = await deploy();
    expect(await collection.userExpires(2n)).to.equal(0n);
    await collection.connect(holder).setUser(2n, alice, until);
    expect(await collection.userExpires(2n)).to.equal(until);
  });

  it("who gets a token gets it without a user", async () => {
    const { collection, holder, alice, bob, until } = await deploy();
    await collection.connect(holder).setUser(2n, alice, until);
    await expect(collection.connect(holder).transferFrom(holder, bob, 2n))
      .to.emit(collection, "UpdateUser")
      .withArgs(2n, ZeroAddress, 0n);
    expect([await collection.userOf(2n), await collection.userExpires(2n)]).to.deep.equal([ZeroAddress, 0n]);
    await expect(collection.connect(bob).transferFrom(bob, alice, 2n)).not.to.emit(collection, "UpdateUser");
    await collection.connect(holder).setUser(3n, alice, until);
    await collection.connect(holder).burn(3n);
    expect(await collection.userOf(3n)).to.equal(ZeroAddress);
  });
});
