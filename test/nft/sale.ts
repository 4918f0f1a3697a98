import { expect } from "chai";
import { parseEther, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  COLLECTION,
  collectionArgs,
  deployCollection,
  MINT_PRICE,
  NO_FUNCTION,
} from "../fixtures/collection.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const deploy = () => networkHelpers.loadFixture(deployCollection);

describe("Collection's sale", () => {
  it("stands as its settings say", async () => {
    const { collection, admin } = await deploy();
    expect(await collection.name()).to.equal(COLLECTION.name);
    expect(await collection.symbol()).to.equal(COLLECTION.symbol);
    expect(await collection.owner()).to.equal(admin);
    expect(await collection.mintPrice()).to.equal(MINT_PRICE);
    expect(await collection.maxSupply()).to.equal(COLLECTION.maxSupply);
    expect(await collection.maxPerMint()).to.equal(COLLECTION.maxPerMint);
    expect(await collection.totalSupply()).to.equal(0n);
  });

  describe("mint", () => {
    it("gives a batch to anyone who pays", async () => {
      const { collection, alice, bob } = await deploy();
      await collection.connect(alice).mint(alice, 1n, { value: MINT_PRICE });
      const mint = collection.connect(alice).mint(bob, 3n, { value: 3n * MINT_PRICE });
      await expect(mint).to.changeEtherBalance(ethers, collection, 3n * MINT_PRICE);
      for (const id of [2n, 3n, 4n]) {
        await expect(mint).to.emit(collection, "Transfer").withArgs(ZeroAddress, bob, id);
        expect(await collection.ownerOf(id)).to.equal(bob);
      }
      expect(await collection.totalSupply()).to.equal(4n);
      expect(await collection.balanceOf(bob)).to.equal(3n);
    });

    it("returns the first id", async () => {
      const { collection, alice } = await deploy();
      await collection.mint(alice, 5n, { value: 5n * MINT_PRICE });
      expect(await collection.mint.staticCall(alice, 2n, { value: 2n * MINT_PRICE })).to.equal(6n);
    });

    it("knows the owner of every token, in batches long and short, across words of the bitmap", async () => {
      const { collection, alice, bob, carol } = await deploy();
      await collection.mint(alice, 254n, { value: 254n * MINT_PRICE });
      await collection.mint(bob, 1n, { value: MINT_PRICE });
      await collection.mint(carol, 300n, { value: 300n * MINT_PRICE });
      await collection.mint(bob, 45n, { value: 45n * MINT_PRICE });
      const owners = { 1: alice, 254: alice, 255: bob, 256: carol, 257: carol, 511: carol, 512: carol };
      for (const [id, owner] of Object.entries({ ...owners, 555: carol, 556: bob, 600: bob })) {
        expect(await collection.ownerOf(id), id).to.equal(owner);
      }
      await collection.connect(carol).transferFrom(carol, alice, 400n);
      expect(await collection.ownerOf(399n)).to.equal(carol);
      expect(await collection.ownerOf(400n)).to.equal(alice);
      expect(await collection.ownerOf(401n)).to.equal(carol);
    });

    it("refuses none, and more than one mint may have", async () => {
      const { collection, alice } = await deploy();
      for (const quantity of [0n, 301n, 2n ** 255n]) {
        await expect(collection.mint(alice, quantity))
          .to.be.revertedWithCustomError(collection, "CollectionQuantityInvalid")
          .withArgs(quantity, 300n);
      }
    });

    it("refuses more than are left", async () => {
      const { collection, alice } = await deploy();
      for (const quantity of [300n, 297n])
        await collection.mint(alice, quantity, { value: quantity * MINT_PRICE });
      await expect(collection.mint(alice, 4n, { value: 4n * MINT_PRICE }))
        .to.be.revertedWithCustomError(collection, "CollectionSupplyExceeded")
        .withArgs(4n, 3n);
      await collection.mint(alice, 3n, { value: 3n * MINT_PRICE });
      expect(await collection.totalSupply()).to.equal(600n);
    });

    it("refuses to be paid too little or too much", async () => {
      const { collection, alice } = await deploy();
      for (const paid of [2n * MINT_PRICE - 1n, 2n * MINT_PRICE + 1n, 0n]) {
        await expect(collection.mint(alice, 2n, { value: paid }))
          .to.be.revertedWithCustomError(collection, "CollectionPaymentInvalid")
          .withArgs(paid, 2n * MINT_PRICE);
      }
    });

    it("refuses the zero address, and contracts that refuse", async () => {
      const { collection } = await deploy();
      await expect(collection.mint(ZeroAddress, 1n, { value: MINT_PRICE }))
        .to.be.revertedWithCustomError(collection, "ERC721InvalidReceiver")
        .withArgs(ZeroAddress);
      const refuser = await ethers.deployContract("TokenReceiver", [false]);
      await expect(collection.mint(refuser, 1n, { value: MINT_PRICE }))
        .to.be.revertedWithCustomError(collection, "ERC721InvalidReceiver")
        .withArgs(refuser);
    });

    it("asks a receiving contract for each token", async () => {
      const { collection, deployer } = await deploy();
      const receiver = await ethers.deployContract("TokenReceiver", [true]);
      const mint = collection.mint(receiver, 2n, { value: 2n * MINT_PRICE });
      for (const id of [1n, 2n]) {
        await expect(mint).to.emit(receiver, "Received").withArgs(deployer, ZeroAddress, id, "0x");
      }
    });
  });

  describe("price", () => {
    it("is the owner's to set", async () => {
      const { collection, admin, alice } = await deploy();
      await expect(collection.connect(admin).setMintPrice(7n))
        .to.emit(collection, "MintPriceChanged")
        .withArgs(MINT_PRICE, 7n);
      await collection.mint(alice, 2n, { value: 14n });
      await expect(collection.connect(alice).setMintPrice(0n))
        .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
        .withArgs(alice);
    });

    it("may be nothing", async () => {
      const { collection, admin, alice } = await deploy();
      await collection.connect(admin).setMintPrice(0n);
      await collection.mint(alice, 2n);
      expect(await collection.balanceOf(alice)).to.equal(2n);
    });
  });

  describe("release", () => {
    it("sends the proceeds to the owner, whoever calls", async () => {
      const { collection, admin, alice } = await deploy();
      await collection.mint(alice, 4n, { value: 4n * MINT_PRICE });
      const release = collection.connect(alice).release();
      await expect(release)
        .to.emit(collection, "ProceedsReleased")
        .withArgs(admin, 4n * MINT_PRICE);
      await expect(release).to.changeEtherBalances(
        ethers,
        [collection, admin],
        [-4n * MINT_PRICE, 4n * MINT_PRICE],
      );
    });

    it("refuses when there is nothing", async () => {
      const { collection } = await deploy();
      await expect(collection.release()).to.be.revertedWithCustomError(
        collection,
        "CollectionNothingToRelease",
      );
    });

    it("keeps the proceeds when there is no owner any more", async () => {
      const { collection, admin, alice } = await deploy();
      await collection.mint(alice, 1n, { value: MINT_PRICE });
      await collection.connect(admin).renounceOwnership();
      await expect(collection.release())
        .to.be.revertedWithCustomError(collection, "OwnableInvalidOwner")
        .withArgs(ZeroAddress);
    });
  });

  describe("royalty", () => {
    it("goes to the owner at first", async () => {
      const { collection, admin } = await deploy();
      expect(await collection.royaltyInfo(1n, parseEther("4"))).to.deep.equal([
        admin.address,
        parseEther("0.1"),
      ]);
    });

    it("is the owner's to set, up to a tenth of the price", async () => {
      const { collection, admin, alice } = await deploy();
      await expect(collection.connect(admin).setDefaultRoyalty(alice, 1_000n))
        .to.emit(collection, "DefaultRoyaltyChanged")
        .withArgs(alice, 1_000n);
      expect(await collection.royaltyInfo(1n, 99n)).to.deep.equal([alice.address, 9n]);
      await expect(collection.connect(admin).setDefaultRoyalty(alice, 1_001n))
        .to.be.revertedWithCustomError(collection, "CollectionRoyaltyTooHigh")
        .withArgs(1_001n, 1_000n);
      await expect(collection.connect(alice).setDefaultRoyalty(alice, 1n))
        .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
        .withArgs(alice);
    });
  });

  it("needs an owner", async () => {
    const { collection, directory, renderer } = await deploy();
    const args = collectionArgs(ZeroAddress, { directory, renderer, current: NO_FUNCTION });
    await expect(ethers.deployContract("Collection", args))
      .to.be.revertedWithCustomError(collection, "OwnableInvalidOwner")
      .withArgs(ZeroAddress);
  });

  it("supports ERC-2981 and ERC-4906 too", async () => {
    const { collection } = await deploy();
    for (const id of ["0x2a55205a", "0x49064906"]) {
      expect(await collection.supportsInterface(id), id).to.equal(true);
    }
    expect(await collection.supportsInterface(ZeroHash.slice(0, 10))).to.equal(false);
  });
});
