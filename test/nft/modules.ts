import { expect } from "chai";
import { network } from "hardhat";
import { deployMembers, deployPlain, deployRented, settingsOf } from "../fixtures/collections.ts";
import { imageOf, parseMetadata } from "../helpers/data-uri.ts";
import { parseXml } from "../helpers/xml.ts";

const { ethers, networkHelpers } = await network.create();

describe("collections of modules", () => {
  describe("founders", () => {
    it("have their tokens from the beginning, and can vote at once", async () => {
      const { collection, holder } = await networkHelpers.loadFixture(deployMembers);
      expect(await collection.balanceOf(holder)).to.equal(2n);
      expect(await collection.ownerOf(2n)).to.equal(holder);
      await collection.connect(holder).delegate(holder);
      expect(await collection.getVotes(holder)).to.equal(2n);
    });

    it("cannot have more than there is", async () => {
      const { collection, admin, holder } = await networkHelpers.loadFixture(deployPlain);
      const settings = { ...settingsOf(admin), maxSupply: 2n };
      const args = [settings, [{ to: holder, quantity: 3n }]];
      await expect(ethers.deployContract("PlainCollection", args))
        .to.be.revertedWithCustomError(collection, "CollectionSupplyExceeded")
        .withArgs(3n, 2n);
    });
  });

  describe("issue", () => {
    it("is the owner's, within the supply", async () => {
      const { collection, admin, alice } = await networkHelpers.loadFixture(deployPlain);
      await collection.connect(admin).mintTo(alice, 2n);
      expect(await collection.ownersIn(1n, 2n)).to.deep.equal([alice.address, alice.address]);
      await expect(collection.connect(alice).mintTo(alice, 1n))
        .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
        .withArgs(alice);
      await expect(collection.connect(admin).mintTo(alice, 301n))
        .to.be.revertedWithCustomError(collection, "CollectionQuantityInvalid")
        .withArgs(301n, 300n);
    });
  });

  describe("base URI", () => {
    it("has a token's number between base and suffix, and is the owner's to change", async () => {
      const { collection, admin, alice } = await networkHelpers.loadFixture(deployRented);
      expect(await collection.tokenURI(3n)).to.equal("ipfs://metadata/3.json");
      await expect(collection.connect(admin).setBaseURI("ar://", ""))
        .to.emit(collection, "BaseURIChanged")
        .withArgs("ar://", "");
      expect(await collection.tokenURI(3n)).to.equal("ar://3");
      expect([await collection.baseURI(), await collection.uriSuffix()]).to.deep.equal(["ar://", ""]);
      await expect(collection.connect(alice).setBaseURI("", ""))
        .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
        .withArgs(alice);
    });
  });

  describe("renderer", () => {
    it("writes metadata and picture on chain, for tokens that exist", async () => {
      const { collection } = await networkHelpers.loadFixture(deployMembers);
      const [one, two] = await Promise.all([1n, 2n].map((tokenId) => collection.tokenURI(tokenId)));
      const metadata = parseMetadata(one ?? "");
      expect(metadata.name).to.equal("Shield #1");
      expect(parseXml(imageOf(metadata)).children[0]?.text).to.equal("Shield #1");
      expect(one).not.to.equal(two);
      await expect(collection.tokenURI(3n))
        .to.be.revertedWithCustomError(collection, "ERC721NonexistentToken")
        .withArgs(3n);
    });

    it("draws each collection's tokens differently", async () => {
      const { renderer, admin, alice, holder } = await networkHelpers.loadFixture(deployMembers);
      const shown = await Promise.all(
        [admin, alice, holder].map((from) => renderer.connect(from).tokenURI(1n)),
      );
      expect(new Set(shown).size).to.equal(3);
    });
  });
});
