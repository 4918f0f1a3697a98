// What ERC-721 demands of a contract, in our words:
//  1  It says by ERC-165 that it implements ERC-721.
//  2  The zero address has no balance: asking for it reverts.
//  3  A token that belongs to nobody has no owner: asking for it reverts.
//  4  Only the owner, its operators and the token's approved account transfer a token.
//  5  A transfer from anyone but the owner reverts.
//  6  A transfer to the zero address reverts.
//  7  A transfer of a token that does not exist reverts.
//  8  A safe transfer asks a receiving contract after the move, and reverts unless it answers with the magic value.
//  9  A safe transfer hands the data on, and none where none was given.
// 10  Every change of a token's owner emits Transfer: minting from zero, burning to zero.
// 11  A transfer clears the approved account.
// 12  Only the owner and its operators approve; Approval tells it, and zero takes it back.
// 13  An owner may have many operators; ApprovalForAll tells each.
// 14  Asking for the approved account of a token that does not exist reverts.
// 15  With metadata, the URI of a token that does not exist reverts.
// 16  The enumerable extension is not claimed, as it is not there.

import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { deployPlainMinted } from "../fixtures/collections.ts";

const { ethers, networkHelpers } = await network.create();

/** Tokens 1 to 5 in batches of 1, 3 and 1: alone, first, middle and last of a batch. */
const deploy = () => networkHelpers.loadFixture(deployPlainMinted);
const IDS = [1n, 2n, 3n, 4n, 5n];
const SAFE = "safeTransferFrom(address,address,uint256)";
const SAFE_WITH_DATA = "safeTransferFrom(address,address,uint256,bytes)";

describe("ERC-721", () => {
  it("ERC-721/1: says so by ERC-165", async () => {
    const { token } = await deploy();
    for (const known of ["0x01ffc9a7", "0x80ac58cd", "0x5b5e139f"]) {
      expect(await token.supportsInterface(known), known).to.equal(true);
    }
    expect(await token.supportsInterface("0xffffffff")).to.equal(false);
  });

  it("ERC-721/2: the zero address has no balance", async () => {
    const { token } = await deploy();
    await expect(token.balanceOf(ZeroAddress)).to.be.revertedWithCustomError(token, "ERC721InvalidOwner");
  });

  it("ERC-721/3: what was never minted, or was burnt, has no owner", async () => {
    const { token, holder } = await deploy();
    for (const burnt of IDS) await token.connect(holder).burn(burnt);
    for (const missing of [0n, ...IDS, 6n, 2n ** 256n - 1n]) {
      await expect(token.ownerOf(missing))
        .to.be.revertedWithCustomError(token, "ERC721NonexistentToken")
        .withArgs(missing);
    }
    expect([
      await token.totalSupply(),
      await token.totalMinted(),
      await token.balanceOf(holder),
    ]).to.deep.equal([0n, 5n, 0n]);
  });

  for (const id of IDS) {
    it(`ERC-721/4: token ${id} moves for owner, operator and approved account alone, and its neighbours stay`, async () => {
      const { token, holder, alice, bob } = await deploy();
      await expect(token.connect(alice).transferFrom(holder, alice, id))
        .to.be.revertedWithCustomError(token, "ERC721InsufficientApproval")
        .withArgs(alice, id);
      await token.connect(holder).transferFrom(holder, alice, id);
      await token.connect(alice).approve(bob, id);
      await token.connect(bob).transferFrom(alice, bob, id);
      await token.connect(bob).setApprovalForAll(holder, true);
      await token.connect(holder).transferFrom(bob, alice, id);
      for (const each of IDS) expect(await token.ownerOf(each)).to.equal(each === id ? alice : holder);
    });
  }

  it("ERC-721/4: many tokens move for the same, all or none", async () => {
    const { token, holder, alice, bob } = await deploy();
    await expect(token.connect(alice).batchTransferFrom(holder, alice, [1n, 2n]))
      .to.be.revertedWithCustomError(token, "ERC721InsufficientApproval")
      .withArgs(alice, 1n);
    await token.connect(holder).approve(alice, 1n);
    await expect(token.connect(alice).batchTransferFrom(holder, alice, [1n, 2n]))
      .to.be.revertedWithCustomError(token, "ERC721InsufficientApproval")
      .withArgs(alice, 2n);
    await token.connect(holder).batchTransferFrom(holder, bob, [1n, 3n, 5n]);
    expect(await token.ownersIn(1n, 6n)).to.deep.equal(
      [bob, holder, bob, holder, bob].map(({ address }) => address).concat(ZeroAddress),
    );
    expect(await token.tokensOfOwnerIn(bob, 2n, 5n)).to.deep.equal([3n, 5n]);
    expect(await token.tokensOfOwnerIn(alice, 1n, 5n)).to.deep.equal([]);
    await expect(token.ownersIn(3n, 2n))
      .to.be.revertedWithCustomError(token, "ERC721BatchPageInvalid")
      .withArgs(3n, 2n);
  });

  it("ERC-721/4: burning is a transfer too", async () => {
    const { token, holder, alice } = await deploy();
    await expect(token.connect(alice).burn(3n))
      .to.be.revertedWithCustomError(token, "ERC721InsufficientApproval")
      .withArgs(alice, 3n);
    await token.connect(holder).approve(alice, 3n);
    await token.connect(alice).burn(3n);
    expect(await token.ownersIn(2n, 4n)).to.deep.equal([holder.address, ZeroAddress, holder.address]);
  });

  it("ERC-721/5: a transfer from anyone but the owner reverts", async () => {
    const { token, holder, alice, bob } = await deploy();
    for (const id of IDS) {
      await expect(token.connect(holder).transferFrom(alice, bob, id))
        .to.be.revertedWithCustomError(token, "ERC721IncorrectOwner")
        .withArgs(alice, id, holder);
    }
  });

  it("ERC-721/6: a transfer to the zero address reverts", async () => {
    const { token, holder } = await deploy();
    for (const transfer of [
      () => token.connect(holder).transferFrom(holder, ZeroAddress, 3n),
      () => token.connect(holder).batchTransferFrom(holder, ZeroAddress, [3n]),
    ]) {
      await expect(transfer()).to.be.revertedWithCustomError(token, "ERC721InvalidReceiver");
    }
  });

  it("ERC-721/7: a transfer of what does not exist reverts", async () => {
    const { token, holder, alice } = await deploy();
    await token.connect(holder).burn(3n);
    for (const id of [0n, 3n, 6n]) {
      await expect(token.connect(holder).transferFrom(holder, alice, id))
        .to.be.revertedWithCustomError(token, "ERC721NonexistentToken")
        .withArgs(id);
    }
    await expect(token.connect(holder).burn(3n))
      .to.be.revertedWithCustomError(token, "ERC721NonexistentToken")
      .withArgs(3n);
  });

  it("ERC-721/8: contracts that refuse get nothing by safe transfers", async () => {
    const { token, holder } = await deploy();
    const refuser = await ethers.deployContract("TokenReceiver", [false]);
    for (const receiver of [refuser, token]) {
      for (const transfer of [
        () => token.connect(holder)[SAFE](holder, receiver, 3n),
        () => token.connect(holder).safeBatchTransferFrom(holder, receiver, [3n], "0x"),
      ]) {
        await expect(transfer())
          .to.be.revertedWithCustomError(token, "ERC721InvalidReceiver")
          .withArgs(receiver);
      }
    }
  });

  it("ERC-721/9: the data reach the receiver", async () => {
    const { token, holder } = await deploy();
    const receiver = await ethers.deployContract("TokenReceiver", [true]);
    await expect(token.connect(holder)[SAFE](holder, receiver, 1n))
      .to.emit(receiver, "Received")
      .withArgs(holder, holder, 1n, "0x");
    await expect(token.connect(holder)[SAFE_WITH_DATA](holder, receiver, 2n, "0xc0de"))
      .to.emit(receiver, "Received")
      .withArgs(holder, holder, 2n, "0xc0de");
    const many = token.connect(holder).safeBatchTransferFrom(holder, receiver, [3n, 5n], "0xbeef");
    for (const id of [3n, 5n]) {
      await expect(many).to.emit(receiver, "Received").withArgs(holder, holder, id, "0xbeef");
    }
  });

  it("ERC-721/10: every change of owner is told", async () => {
    const { token, admin, holder, alice } = await deploy();
    for (const [quantity, firstId] of [
      [1n, 6n],
      [2n, 7n],
    ] as const) {
      const mint = token.connect(admin).mintTo(alice, quantity);
      for (let id = firstId; id < firstId + quantity; id++) {
        await expect(mint).to.emit(token, "Transfer").withArgs(ZeroAddress, alice, id);
      }
    }
    for (const id of IDS) {
      await expect(token.connect(holder).transferFrom(holder, alice, id))
        .to.emit(token, "Transfer")
        .withArgs(holder, alice, id);
      await expect(token.connect(alice).burn(id)).to.emit(token, "Transfer").withArgs(alice, ZeroAddress, id);
    }
  });

  it("ERC-721/11: a transfer clears the approved account", async () => {
    const { token, holder, alice, bob } = await deploy();
    for (const id of IDS) {
      await token.connect(holder).approve(alice, id);
      await token.connect(holder).transferFrom(holder, bob, id);
      expect(await token.getApproved(id)).to.equal(ZeroAddress);
    }
  });

  it("ERC-721/12: owner and operators approve, nobody else", async () => {
    const { token, holder, alice, bob } = await deploy();
    await expect(token.connect(alice).approve(bob, 3n))
      .to.be.revertedWithCustomError(token, "ERC721InvalidApprover")
      .withArgs(alice);
    await token.connect(holder).setApprovalForAll(alice, true);
    await expect(token.connect(alice).approve(bob, 3n)).to.emit(token, "Approval").withArgs(holder, bob, 3n);
    await token.connect(holder).approve(ZeroAddress, 3n);
    expect(await token.getApproved(3n)).to.equal(ZeroAddress);
  });

  it("ERC-721/13: an owner has as many operators as it names", async () => {
    const { token, holder, alice, bob } = await deploy();
    for (const operator of [alice, bob]) {
      await expect(token.connect(holder).setApprovalForAll(operator, true))
        .to.emit(token, "ApprovalForAll")
        .withArgs(holder, operator, true);
    }
    await token.connect(holder).setApprovalForAll(bob, false);
    expect(await token.isApprovedForAll(holder, alice)).to.equal(true);
    expect(await token.isApprovedForAll(holder, bob)).to.equal(false);
  });

  it("ERC-721/14: what does not exist has no approved account", async () => {
    const { token, holder } = await deploy();
    await token.connect(holder).burn(3n);
    for (const id of [0n, 3n, 6n]) {
      await expect(token.getApproved(id))
        .to.be.revertedWithCustomError(token, "ERC721NonexistentToken")
        .withArgs(id);
    }
  });

  it("ERC-721/15: what does not exist has no metadata", async () => {
    const { token, holder } = await deploy();
    await token.connect(holder).burn(3n);
    for (const id of [0n, 3n, 6n]) {
      await expect(token.tokenURI(id))
        .to.be.revertedWithCustomError(token, "ERC721NonexistentToken")
        .withArgs(id);
    }
  });

  it("ERC-721/16: the enumerable extension is not claimed", async () => {
    const { token } = await deploy();
    expect(await token.supportsInterface("0x780e9d63")).to.equal(false);
  });
});
