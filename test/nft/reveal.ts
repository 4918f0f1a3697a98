import { expect } from "chai";
import { AbiCoder, id, keccak256 } from "ethers";
import { network } from "hardhat";
import { accountsOf } from "../fixtures/accounts.ts";
import { PRICE, settingsOf } from "../fixtures/collections.ts";
import type { Connection } from "../fixtures/connection.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const { time } = networkHelpers;

const SEED = id("seed");
const BASE = "ipfs://revealed/";
const commitment = keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "string"], [SEED, BASE]));
const SUPPLY = 37n;

/** A collection of 37, five of them minted, which can be revealed in an hour. */
async function deployRevealed(connection: Connection) {
  const accounts = await accountsOf(connection);
  const notBefore = BigInt(await connection.networkHelpers.time.latest()) + 3600n;
  const secret = { commitment, notBefore, unrevealedURI: "ipfs://unrevealed.json", suffix: ".json" };
  const settings = { ...settingsOf(accounts.admin), maxSupply: SUPPLY };
  const args = [settings, { mintPrice: PRICE }, secret];
  const collection = await connection.ethers.deployContract("RevealedCollection", args);
  await collection.mint(accounts.alice, 5n, { value: 5n * PRICE });
  return { ...accounts, collection, notBefore };
}

const deploy = () => networkHelpers.loadFixture(deployRevealed);

async function deployDrawn() {
  const fixture = await deploy();
  await time.increaseTo(fixture.notBefore);
  await fixture.collection.connect(fixture.bob).draw();
  return fixture;
}

describe("CollectionReveal", () => {
  it("shows the same of every token before", async () => {
    const { collection, notBefore } = await deploy();
    expect(await collection.tokenURI(1n)).to.equal("ipfs://unrevealed.json");
    expect(await collection.tokenURI(5n)).to.equal("ipfs://unrevealed.json");
    expect([await collection.commitment(), await collection.notBefore()]).to.deep.equal([
      commitment,
      notBefore,
    ]);
    await expect(collection.metadataIdOf(1n)).to.be.revertedWithCustomError(
      collection,
      "CollectionRevealUndrawn",
    );
  });

  it("is drawn once, by anyone, when the time has come", async () => {
    const { collection, bob, notBefore } = await deploy();
    await time.setNextBlockTimestamp(notBefore - 1n);
    await expect(collection.connect(bob).draw())
      .to.be.revertedWithCustomError(collection, "CollectionRevealTooEarly")
      .withArgs(notBefore);
    await time.setNextBlockTimestamp(notBefore);
    const draw = collection.connect(bob).draw();
    await draw;
    await expect(draw)
      .to.emit(collection, "RevealDrawn")
      .withArgs(await collection.entropy());
    await expect(collection.draw()).to.be.revertedWithCustomError(collection, "CollectionRevealDrawn");
    expect(await collection.isRevealed()).to.equal(false);
  });

  it("takes the seed only after the draw", async () => {
    const { collection } = await deploy();
    await expect(collection.reveal(SEED, BASE)).to.be.revertedWithCustomError(
      collection,
      "CollectionRevealUndrawn",
    );
  });

  it("takes only the seed and the base URI that were committed to", async () => {
    const { collection } = await deployDrawn();
    for (const [seed, base] of [
      [id("other"), BASE],
      [SEED, "ipfs://other/"],
    ] as const) {
      await expect(collection.reveal(seed, base)).to.be.revertedWithCustomError(
        collection,
        "CollectionRevealMismatch",
      );
    }
  });

  it("gives every token metadata of its own, once", async () => {
    const { collection, alice } = await deployDrawn();
    await expect(collection.reveal(SEED, BASE)).to.emit(collection, "Revealed").withArgs(SEED, BASE);
    await collection.mint(alice, SUPPLY - 5n, { value: (SUPPLY - 5n) * PRICE });
    const ids = Array.from({ length: Number(SUPPLY) }, (_, place) => BigInt(place + 1));
    const shown = await Promise.all(ids.map((tokenId) => collection.metadataIdOf(tokenId)));
    expect([...shown].sort((one, other) => Number(one - other))).to.deep.equal(ids);
    expect(shown).not.to.deep.equal(ids);
    expect(await collection.tokenURI(3n)).to.equal(`${BASE}${shown[2]}.json`);
    await expect(collection.reveal(SEED, BASE)).to.be.revertedWithCustomError(
      collection,
      "CollectionRevealed",
    );
  });

  it("depends on what was drawn: whoever knew the seed did not know the order", async () => {
    const orders = new Set<string>();
    for (const wait of [0n, 1n]) {
      const { collection, notBefore } = await deploy();
      await time.increaseTo(notBefore + wait);
      await collection.draw();
      await collection.reveal(SEED, BASE);
      const shown = await Promise.all([1n, 2n, 3n, 4n, 5n].map((each) => collection.metadataIdOf(each)));
      orders.add(shown.join());
    }
    expect(orders.size).to.equal(2);
  });
});
