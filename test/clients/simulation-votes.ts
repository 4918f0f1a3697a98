import { expect } from "chai";
import { solidityPacked, ZeroAddress } from "ethers";
import hre, { network } from "hardhat";
import { addressOf, callsOf, DaoClient, type Proposal, type ProposalDraft } from "../../clients/index.ts";
import { withFork } from "../../tasks/shared/fork.ts";
import { deployedExample } from "../fixtures/example.ts";

/** `GovernorCountingFractional.VOTE_TYPE_FRACTIONAL`. */
const FRACTIONAL = 255;

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

/** Governors whose votes are tokens of a collection, one of which counts parts of votes and numbers its proposals. */
describe("simulation of proposals where memberships vote", () => {
  for (const name of ["club", "company"]) {
    it(`of a ${name}, before anybody holds a vote`, async () => {
      const { simulate, dao } = await deploy(name);
      const calls = [dao.calls.setVotingPeriod(7_200n), dao.calls.updateQuorumNumerator(50n)];
      const simulation = await simulate({ title: "Rules", calls });
      expect(simulation.error).to.equal(undefined);
      expect(simulation.calls.map(({ outcome }) => outcome)).to.deep.equal(["succeeded", "succeeded"]);
      expect(simulation.calls[0]?.events.map(({ name }) => name)).to.deep.equal(["VotingPeriodSet"]);
      expect(simulation.calls[1]?.events.map(({ name }) => name)).to.deep.equal(["QuorumNumeratorUpdated"]);
    }).timeout(60_000);
  }

  it("of a company, whose members split their votes", async () => {
    const { simulate, addresses, governor, deployer, admin, alice, dao } = await deploy("company");
    const members = await ethers.getContractAt("CompanyMember", addressOf(addresses, "collection"));
    await members.connect(admin).delegate(deployer);
    await members.delegate(deployer);
    await networkHelpers.mine();
    const admission = callsOf(addresses, members).mintTo(alice.address, 1n);
    const { proposal } = await dao.propose({ title: "Alice joins", calls: [admission] });
    await time.increaseTo(proposal.snapshot + 1n);
    const split = solidityPacked(["uint128", "uint128", "uint128"], [2n, 0n, 0n]);
    await governor.castVoteWithReasonAndParams(proposal.id, FRACTIONAL, "", split);
    const simulation = await simulate(proposal);
    expect(simulation).to.deep.include({ succeeds: true, proposalId: 1n, error: undefined });
    expect(simulation.calls[0]?.changes).to.deep.equal([
      { kind: "nft", collection: addresses.collection, tokenId: 4n, from: ZeroAddress, to: alice.address },
    ]);
    expect((await dao.statusOf(proposal)).votes).to.deep.equal({ for: 0n, against: 2n, abstain: 0n });
  });

  async function deploy(name: string) {
    const deployed = await deployedExample(connection, name);
    const { addresses, deployer } = deployed;
    const dao = new DaoClient(addresses, deployer);
    const simulate = (proposed: Proposal | ProposalDraft) =>
      withFork(hre, connection, (fork) => dao.simulate(proposed, fork));
    return { ...deployed, dao, simulate };
  }
});
