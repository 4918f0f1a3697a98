import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import type { Collection, PlainERC721 } from "../../types/index.js";
import type { Connection } from "../fixtures/connection.ts";

/** A token contract of which `holder` has the tokens 1 to 5, and nobody anything else. */
export interface ERC721Target {
  token: Collection | PlainERC721;
  holder: HardhatEthersSigner;
  alice: HardhatEthersSigner;
  bob: HardhatEthersSigner;
}

const HELD = [1n, 2n, 3n, 4n, 5n];
const MISSING = [0n, 6n, 2n ** 256n - 1n];
const SAFE = "safeTransferFrom(address,address,uint256)";
const SAFE_WITH_DATA = "safeTransferFrom(address,address,uint256,bytes)";

/** What every ERC-721 owes its users, with ERC-6093's errors. */
export function shouldBehaveLikeERC721(
  connection: Connection,
  fixture: (connection: Connection) => Promise<ERC721Target>,
) {
  const { ethers, networkHelpers } = connection;
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe("owners", () => {
    it("are known for each token, and counted", async () => {
      const { token, holder, alice } = await deploy();
      for (const id of HELD) expect(await token.ownerOf(id)).to.equal(holder);
      expect(await token.balanceOf(holder)).to.equal(5n);
      expect(await token.balanceOf(alice)).to.equal(0n);
    });

    it("are not known for tokens that do not exist", async () => {
      const { token } = await deploy();
      for (const id of MISSING) {
        await expect(token.ownerOf(id))
          .to.be.revertedWithCustomError(token, "ERC721NonexistentToken")
          .withArgs(id);
      }
    });

    it("are never the zero address", async () => {
      const { token } = await deploy();
      await expect(token.balanceOf(ZeroAddress))
        .to.be.revertedWithCustomError(token, "ERC721InvalidOwner")
        .withArgs(ZeroAddress);
    });
  });

  describe("transferFrom", () => {
    for (const id of HELD) {
      it(`moves token ${id} and leaves its neighbours`, async () => {
        const { token, holder, alice } = await deploy();
        await expect(token.connect(holder).transferFrom(holder, alice, id))
          .to.emit(token, "Transfer")
          .withArgs(holder, alice, id);
        for (const each of HELD) expect(await token.ownerOf(each)).to.equal(each === id ? alice : holder);
        expect(await token.balanceOf(holder)).to.equal(4n);
        expect(await token.balanceOf(alice)).to.equal(1n);
      });
    }

    it("moves a token there and back, and to its owner", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(holder).transferFrom(holder, alice, 3n);
      await token.connect(alice).transferFrom(alice, holder, 3n);
      await token.connect(holder).transferFrom(holder, holder, 3n);
      expect(await token.ownerOf(3n)).to.equal(holder);
      expect(await token.balanceOf(holder)).to.equal(5n);
    });

    it("is for the owner and whom the owner approved", async () => {
      const { token, holder, alice, bob } = await deploy();
      await expect(token.connect(alice).transferFrom(holder, alice, 1n))
        .to.be.revertedWithCustomError(token, "ERC721InsufficientApproval")
        .withArgs(alice, 1n);
      await token.connect(holder).approve(alice, 1n);
      await token.connect(holder).setApprovalForAll(bob, true);
      await token.connect(alice).transferFrom(holder, alice, 1n);
      await token.connect(bob).transferFrom(holder, bob, 2n);
      expect(await token.ownerOf(1n)).to.equal(alice);
      expect(await token.ownerOf(2n)).to.equal(bob);
    });

    it("refuses who is not the owner, the zero address and what does not exist", async () => {
      const { token, holder, alice, bob } = await deploy();
      await expect(token.connect(holder).transferFrom(alice, bob, 1n))
        .to.be.revertedWithCustomError(token, "ERC721IncorrectOwner")
        .withArgs(alice, 1n, holder);
      await expect(token.connect(holder).transferFrom(holder, ZeroAddress, 1n))
        .to.be.revertedWithCustomError(token, "ERC721InvalidReceiver")
        .withArgs(ZeroAddress);
      await expect(token.connect(holder).transferFrom(holder, alice, 6n))
        .to.be.revertedWithCustomError(token, "ERC721NonexistentToken")
        .withArgs(6n);
    });
  });

  describe("approve", () => {
    it("names one account for one token, until it moves", async () => {
      const { token, holder, alice, bob } = await deploy();
      await expect(token.connect(holder).approve(alice, 2n))
        .to.emit(token, "Approval")
        .withArgs(holder, alice, 2n);
      expect(await token.getApproved(2n)).to.equal(alice);
      expect(await token.getApproved(3n)).to.equal(ZeroAddress);
      await token.connect(holder).transferFrom(holder, bob, 2n);
      expect(await token.getApproved(2n)).to.equal(ZeroAddress);
    });

    it("is for the owner and its operators", async () => {
      const { token, holder, alice, bob } = await deploy();
      await expect(token.connect(alice).approve(bob, 2n))
        .to.be.revertedWithCustomError(token, "ERC721InvalidApprover")
        .withArgs(alice);
      await token.connect(holder).setApprovalForAll(alice, true);
      await token.connect(alice).approve(bob, 2n);
      expect(await token.getApproved(2n)).to.equal(bob);
    });
  });

  describe("setApprovalForAll", () => {
    it("names an operator, and no longer", async () => {
      const { token, holder, alice } = await deploy();
      await expect(token.connect(holder).setApprovalForAll(alice, true))
        .to.emit(token, "ApprovalForAll")
        .withArgs(holder, alice, true);
      expect(await token.isApprovedForAll(holder, alice)).to.equal(true);
      await token.connect(holder).setApprovalForAll(alice, false);
      expect(await token.isApprovedForAll(holder, alice)).to.equal(false);
    });

    it("refuses the zero address", async () => {
      const { token, holder } = await deploy();
      await expect(token.connect(holder).setApprovalForAll(ZeroAddress, true))
        .to.be.revertedWithCustomError(token, "ERC721InvalidOperator")
        .withArgs(ZeroAddress);
    });
  });

  describe("safeTransferFrom", () => {
    it("asks a receiving contract, with the data", async () => {
      const { token, holder } = await deploy();
      const receiver = await ethers.deployContract("TokenReceiver", [true]);
      await expect(token.connect(holder)[SAFE_WITH_DATA](holder, receiver, 4n, "0xc0de"))
        .to.emit(receiver, "Received")
        .withArgs(holder, holder, 4n, "0xc0de");
      expect(await token.ownerOf(4n)).to.equal(receiver);
    });

    it("takes accounts without code as they are", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(holder)[SAFE](holder, alice, 4n);
      expect(await token.ownerOf(4n)).to.equal(alice);
    });

    it("refuses contracts that refuse, or know no tokens", async () => {
      const { token, holder } = await deploy();
      const refuser = await ethers.deployContract("TokenReceiver", [false]);
      for (const receiver of [refuser, token]) {
        await expect(token.connect(holder)[SAFE](holder, receiver, 4n))
          .to.be.revertedWithCustomError(token, "ERC721InvalidReceiver")
          .withArgs(receiver);
      }
    });
  });

  it("supports ERC-165, ERC-721 and its metadata, and not everything", async () => {
    const { token } = await deploy();
    for (const known of ["0x01ffc9a7", "0x80ac58cd", "0x5b5e139f"]) {
      expect(await token.supportsInterface(known), known).to.equal(true);
    }
    expect(await token.supportsInterface("0xffffffff")).to.equal(false);
  });
}
