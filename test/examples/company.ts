import { expect } from "chai";
import { solidityPacked } from "ethers";
import { network } from "hardhat";
import { addressOf, CollectionClient } from "../../clients/index.ts";
import { organisationFolder, staleSources } from "../../organisation/compose/compose.ts";
import { deployedExample } from "../fixtures/example.ts";
import { Proposal, State, Vote } from "../helpers/governance.ts";

/** `GovernorCountingFractional.VOTE_TYPE_FRACTIONAL`. */
const FRACTIONAL = 255;

const connection = await network.create();
const { ethers, networkHelpers } = connection;

async function company() {
  const deployed = await deployedExample(connection, "company");
  const members = await ethers.getContractAt("CompanyMember", addressOf(deployed.addresses, "collection"));
  const { deployer, admin, holder } = deployed;
  for (const member of [deployer, admin, holder]) await members.connect(member).delegate(member);
  await networkHelpers.mine();
  return { ...deployed, members, founders: [deployer, admin, holder] as const };
}

describe("example: a company of contributors", () => {
  it("has three members from the beginning, who cannot sell their membership", async () => {
    const { members, deployer, alice, organisation } = await networkHelpers.loadFixture(company);
    expect(await members.totalSupply()).to.equal(3n);
    await expect(members.transferFrom(deployer, alice, 1n)).to.be.revertedWithCustomError(
      members,
      "CollectionTokenBound",
    );
    expect(await staleSources(organisationFolder(organisation))).to.deep.equal([]);
  }).timeout(60_000);

  it("admits a member by a vote, in which one member splits what was delegated to it", async () => {
    const { members, governor, founders, alice } = await networkHelpers.loadFixture(company);
    const [first, second, third] = founders;
    await members.connect(second).delegate(first);
    await networkHelpers.mine();
    const admission = {
      target: await members.getAddress(),
      data: members.interface.encodeFunctionData("mintTo", [alice.address, 1n]),
    };
    const proposal = new Proposal(connection, governor, [admission], "Alice joins");
    await proposal.propose(first);
    expect(await proposal.id()).to.equal(1n);
    await proposal.untilVoting();
    // Of the two votes that the first member has, one is for and one against: in its own words, each as its member wants.
    const split = solidityPacked(["uint128", "uint128", "uint128"], [1n, 1n, 0n]);
    await governor.connect(first).castVoteWithReasonAndParams(1n, FRACTIONAL, "", split);
    await governor.connect(third).castVote(1n, 1n);
    expect([...(await governor.proposalVotes(1n))]).to.deep.equal([1n, 2n, 0n]);
    await proposal.untilDeadline();
    expect(await proposal.state()).to.equal(State.Succeeded);
    await proposal.queue();
    await proposal.untilReady();
    await proposal.execute();
    expect(await members.balanceOf(alice)).to.equal(1n);
  });

  it("ends a membership by a vote, and with it the member's votes", async () => {
    const { members, governor, founders, addresses } = await networkHelpers.loadFixture(company);
    const [first, second, third] = founders;
    const call = new CollectionClient(addresses, first).calls.revoke(3n);
    expect(call.sentence).to.equal("Take token 3 of collection back from its holder, and destroy it");
    await expect(members.connect(first).revoke(3n)).to.be.revertedWithCustomError(
      members,
      "OwnableUnauthorizedAccount",
    );
    const proposal = new Proposal(connection, governor, [call], "The third member leaves");
    await proposal.propose(first);
    await proposal.untilVoting();
    for (const member of [first, second]) await proposal.vote(member, Vote.For);
    await proposal.untilDeadline();
    await proposal.queue();
    await proposal.untilReady();
    await expect(proposal.execute()).to.emit(members, "TokenRevoked").withArgs(3n, third);
    expect([await members.balanceOf(third), await members.getVotes(third)]).to.deep.equal([0n, 0n]);
    expect(await members.totalSupply()).to.equal(2n);
  });

  it("has a treasury that lets mandates pay within what was voted", async () => {
    const { treasury, addresses } = await networkHelpers.loadFixture(company);
    const mandates = await ethers.getContractAt("Mandates", addresses.mandates ?? "");
    expect(await mandates.treasury()).to.equal(addresses.treasury);
    const role = await treasury.PROPOSER_ROLE();
    expect(await treasury.hasRole(role, mandates)).to.equal(true);
    expect(await mandates.functionRouter()).to.equal(addresses.router);
  });
});
