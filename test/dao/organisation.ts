import { expect } from "chai";
import { id, parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { collectionArgs, deployCollection, MINT_PRICE } from "../fixtures/collection.ts";
import type { Connection } from "../fixtures/connection.ts";
import { deployDao, LATE_QUORUM_EXTENSION, TIMELOCK_DELAY, VOTING } from "../fixtures/dao.ts";
import { Proposal, Vote } from "../helpers/governance.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A DAO whose treasury owns the collection, and a way to have the treasury call it. */
async function deployOrganisation(connection: Connection) {
  const dao = await deployDao(connection);
  const { directory, renderer, traitsFunction } = await deployCollection(connection);
  const treasury = await dao.treasury.getAddress();
  const args = collectionArgs(treasury, { directory, renderer, current: traitsFunction });
  return { ...dao, traitsFunction, collection: await connection.ethers.deployContract("Collection", args) };
}

async function deploy() {
  const fixture = await networkHelpers.loadFixture(deployOrganisation);
  const { collection, governor, alice } = fixture;
  const target = await collection.getAddress();
  const decide = (data: string) => new Proposal(connection, governor, [{ target, data }]).pass(alice);
  return { ...fixture, decide };
}

describe("A DAO whose collection votes", () => {
  it("counts a vote a token, and decides by it", async () => {
    const { alice, bob, carol, deployer } = await deploy();
    const { collection } = await deployCollection(connection);
    const treasury = await ethers.deployContract("Treasury", [TIMELOCK_DELAY, deployer]);
    const settings = { ...VOTING, token: collection, proposalThreshold: 2n };
    const args = [settings, LATE_QUORUM_EXTENSION, treasury];
    const governor = await ethers.deployContract("AlthingGovernor", args);
    await treasury.appoint(governor, ZeroAddress);
    for (const [holder, count] of [
      [alice, 3n],
      [bob, 2n],
      [carol, 1n],
    ] as const) {
      await collection.connect(holder).mint(holder, count, { value: count * MINT_PRICE });
      await collection.connect(holder).delegate(holder);
    }
    await alice.sendTransaction({ to: treasury, value: 5n });
    const proposal = new Proposal(connection, governor, [{ target: bob.address, value: 5n, data: "0x" }]);
    await expect(proposal.propose(carol))
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(carol, 1n, 2n);
    await proposal.propose(bob);
    await proposal.untilVoting();
    await proposal.vote(alice, Vote.For);
    await proposal.vote(bob, Vote.Against);
    expect(await governor.proposalVotes(await proposal.id())).to.deep.equal([2n, 3n, 0n]);
    await proposal.untilDeadline();
    await proposal.queue();
    await proposal.untilReady();
    await expect(proposal.execute()).to.changeEtherBalance(ethers, bob, 5n);
  });
});

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
