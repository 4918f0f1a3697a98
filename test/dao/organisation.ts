import { expect } from "chai";
import { id, parseEther } from "ethers";
import { network } from "hardhat";
import { COLLECTION, deployCollection, MINT_PRICE } from "../fixtures/collection.ts";
import type { Connection } from "../fixtures/connection.ts";
import { deployDao } from "../fixtures/dao.ts";
import { Proposal } from "../helpers/governance.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A DAO whose treasury owns the collection, and a way to have the treasury call it. */
async function deployOrganisation(connection: Connection) {
  const dao = await deployDao(connection);
  const { directory, renderer, traitsFunction } = await deployCollection(connection);
  const settings = { ...COLLECTION, owner: await dao.treasury.getAddress() };
  const args = [settings, directory, renderer, traitsFunction];
  return { ...dao, traitsFunction, collection: await connection.ethers.deployContract("Collection", args) };
}

async function deploy() {
  const fixture = await networkHelpers.loadFixture(deployOrganisation);
  const { collection, governor, alice } = fixture;
  const target = await collection.getAddress();
  const decide = (data: string) => new Proposal(connection, governor, [{ target, data }]).pass(alice);
  return { ...fixture, decide };
}

describe("A collection that a DAO owns", () => {
  it("costs what a proposal says", async () => {
    const { collection, decide, bob } = await deploy();
    await decide(collection.interface.encodeFunctionData("setMintPrice", [parseEther("1")]));
    await expect(collection.mint(bob, 1n, { value: MINT_PRICE }))
      .to.be.revertedWithCustomError(collection, "CollectionPaymentInvalid")
      .withArgs(MINT_PRICE, parseEther("1"));
    await collection.mint(bob, 1n, { value: parseEther("1") });
    expect(await collection.ownerOf(1n)).to.equal(bob);
  });

  it("carves by the function that a proposal says", async () => {
    const { collection, traitsFunction, decide } = await deploy();
    const chosen = { ...traitsFunction, program: id("another program") };
    await decide(collection.interface.encodeFunctionData("setTraitsFunction", [chosen]));
    expect((await collection.traitsFunction()).program).to.equal(chosen.program);
  });

  it("brings its proceeds and royalties to the treasury", async () => {
    const { collection, treasury, bob } = await deploy();
    await collection.connect(bob).mint(bob, 4n, { value: 4n * MINT_PRICE });
    await expect(collection.connect(bob).release()).to.changeEtherBalance(ethers, treasury, 4n * MINT_PRICE);
    expect((await collection.royaltyInfo(1n, 1n)).receiver).to.equal(treasury);
  });
});
