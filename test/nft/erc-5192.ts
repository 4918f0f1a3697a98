// What ERC-5192 demands, in our words:
//  1  The contract says by ERC-165 (0xb45a3c0e) that it implements ERC-5192.
//  2  Asking whether a token is locked reverts where it belongs to nobody.
//  3  Locked tells that a token became locked, so also that it was minted so.
//  4  Every way to transfer a locked token reverts.

import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { deployMembers } from "../fixtures/collections.ts";

const { networkHelpers } = await network.create();
const deploy = () => networkHelpers.loadFixture(deployMembers);

describe("ERC-5192", () => {
  it("ERC-5192/1: says so by ERC-165", async () => {
    const { collection } = await deploy();
    expect(await collection.supportsInterface("0xb45a3c0e")).to.equal(true);
  });

  it("ERC-5192/2: tokens are locked, and nobody's are none", async () => {
    const { collection, holder } = await deploy();
    expect(await collection.locked(1n)).to.equal(true);
    await collection.connect(holder).burn(1n);
    for (const missing of [0n, 1n, 3n]) {
      await expect(collection.locked(missing))
        .to.be.revertedWithCustomError(collection, "ERC721NonexistentToken")
        .withArgs(missing);
    }
  });

  it("ERC-5192/3: minting tells that they are", async () => {
    const { collection, admin, alice } = await deploy();
    for (const [quantity, firstId] of [
      [1n, 3n],
      [2n, 4n],
    ] as const) {
      const mint = collection.connect(admin).mintTo(alice, quantity);
      for (let id = firstId; id < firstId + quantity; id++) {
        await expect(mint).to.emit(collection, "Locked").withArgs(id);
      }
    }
  });

  it("ERC-5192/4: no transfer moves one, whoever asks; its holder may burn it", async () => {
    const { collection, admin, holder, alice, bob } = await deploy();
    await collection.connect(holder).approve(bob, 2n);
    await collection.connect(holder).setApprovalForAll(admin, true);
    for (const caller of [holder, admin, bob]) {
      const call = collection.connect(caller);
      for (const transfer of [
        () => call.transferFrom(holder, alice, 2n),
        () => call["safeTransferFrom(address,address,uint256)"](holder, alice, 2n),
        () => call["safeTransferFrom(address,address,uint256,bytes)"](holder, alice, 2n, "0x"),
        () => call.batchTransferFrom(holder, alice, [2n]),
        () => call.safeBatchTransferFrom(holder, alice, [2n], "0x"),
      ]) {
        await expect(transfer())
          .to.be.revertedWithCustomError(collection, "CollectionTokenBound")
          .withArgs(2n);
      }
    }
    await collection.connect(holder).delegate(holder);
    await expect(collection.connect(holder).burn(2n))
      .to.emit(collection, "Transfer")
      .withArgs(holder, ZeroAddress, 2n);
    expect(await collection.getVotes(holder)).to.equal(1n);
  });
});
