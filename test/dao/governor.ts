import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { network } from "hardhat";
import { deployWithProposal, LATE_QUORUM_EXTENSION, SHARES, VOTING } from "../fixtures/dao.ts";
import { signBallot } from "../helpers/ballot.ts";
import { Proposal, State, Vote } from "../helpers/governance.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const deploy = () => deployWithProposal(connection);

describe("AlthingGovernor", () => {
  it("stands as its settings say", async () => {
    const { governor, token, treasury } = await deploy();
    expect(await governor.name()).to.equal("Althing Governor");
    expect(await governor.token()).to.equal(token);
    expect(await governor.timelock()).to.equal(treasury);
    expect(await governor.votingDelay()).to.equal(VOTING.votingDelay);
    expect(await governor.votingPeriod()).to.equal(VOTING.votingPeriod);
    expect(await governor.lateQuorumVoteExtension()).to.equal(LATE_QUORUM_EXTENSION);
    expect(await governor.proposalThreshold()).to.equal(VOTING.proposalThreshold);
    expect(await governor["quorumNumerator()"]()).to.equal(VOTING.quorumPercent);
    expect(await governor.COUNTING_MODE()).to.equal("support=bravo&quorum=for,abstain");
  });

  it("counts time as its token does, in seconds", async () => {
    const { governor, token } = await deploy();
    expect(await governor.clock()).to.equal(await token.clock());
    expect(await governor.CLOCK_MODE()).to.equal("mode=timestamp");
  });

  it("refuses a token whose clock counts blocks", async () => {
    const { governor, treasury, alice } = await deploy();
    const token = await ethers.deployContract("PlainERC20", [alice, 1n]);
    const args = [{ ...VOTING, token }, LATE_QUORUM_EXTENSION, treasury];
    await expect(ethers.deployContract("AlthingGovernor", args))
      .to.be.revertedWithCustomError(governor, "GovernorClockNotTimestamp")
      .withArgs(token, "mode=blocknumber&from=default");
  });

  it("carries a proposal from propose to execute", async () => {
    const { proposal, governor, token, holder, alice, bob, carol } = await deploy();
    await expect(proposal.propose(alice)).to.emit(governor, "ProposalCreated");
    expect(await proposal.state()).to.equal(State.Pending);
    await proposal.untilVoting();
    expect(await proposal.state()).to.equal(State.Active);
    await proposal.vote(alice, Vote.For);
    await proposal.vote(bob, Vote.Against);
    await proposal.vote(carol, Vote.Abstain);
    expect(await governor.proposalVotes(await proposal.id())).to.deep.equal([
      SHARES.bob,
      SHARES.alice,
      SHARES.carol,
    ]);
    await proposal.untilDeadline();
    expect(await proposal.state()).to.equal(State.Succeeded);
    await proposal.queue();
    expect(await proposal.state()).to.equal(State.Queued);
    await proposal.untilReady();
    await expect(proposal.execute())
      .to.emit(governor, "ProposalExecuted")
      .withArgs(await proposal.id());
    expect(await proposal.state()).to.equal(State.Executed);
    expect(await token.balanceOf(holder)).to.equal(parseEther("7"));
  });

  it("does not execute before the timelock's delay is over", async () => {
    const { proposal, treasury, alice } = await deploy();
    await proposal.propose(alice);
    await proposal.untilVoting();
    await proposal.vote(alice, Vote.For);
    await proposal.untilDeadline();
    await proposal.queue();
    await expect(proposal.execute()).to.be.revertedWithCustomError(
      treasury,
      "TimelockUnexpectedOperationState",
    );
  });

  it("changes its own settings only through a proposal", async () => {
    const { governor, alice } = await deploy();
    await expect(governor.connect(alice).setVotingPeriod(5))
      .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
      .withArgs(alice);
    const target = await governor.getAddress();
    const data = governor.interface.encodeFunctionData("setVotingPeriod", [5]);
    await new Proposal(connection, governor, [{ target, data }]).pass(alice);
    expect(await governor.votingPeriod()).to.equal(5n);
  });

  it("spends the treasury's ether only through a proposal", async () => {
    const { governor, treasury, holder, alice } = await deploy();
    await alice.sendTransaction({ to: treasury, value: parseEther("2") });
    const payment = new Proposal(connection, governor, [
      { target: holder.address, value: parseEther("2"), data: "0x" },
    ]);
    await expect(payment.pass(alice)).to.changeEtherBalances(
      ethers,
      [treasury, holder],
      [-parseEther("2"), parseEther("2")],
    );
  });

  describe("who may propose", () => {
    it("asks for the threshold's votes", async () => {
      const { proposal, governor, operator } = await deploy();
      await expect(proposal.propose(operator))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(operator, SHARES.operator, VOTING.proposalThreshold);
    });

    it("does not count tokens that nobody delegated", async () => {
      const { proposal, governor, token, alice, holder } = await deploy();
      await token.connect(alice).transfer(holder, parseEther("100"));
      await expect(proposal.propose(holder))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(holder, 0n, VOTING.proposalThreshold);
      await token.connect(holder).delegate(holder);
      await networkHelpers.time.increase(1);
      await proposal.propose(holder);
      expect(await proposal.state()).to.equal(State.Pending);
    });
  });

  describe("cancel", () => {
    it("is the proposer's, before the vote", async () => {
      const { proposal, governor, alice, bob } = await deploy();
      await proposal.propose(alice);
      await expect(proposal.cancel(bob))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(await proposal.id(), bob);
      await proposal.cancel(alice);
      expect(await proposal.state()).to.equal(State.Canceled);
    });

    it("is nobody's once the vote began", async () => {
      const { proposal, governor, alice } = await deploy();
      await proposal.propose(alice);
      await proposal.untilVoting();
      await expect(proposal.cancel(alice)).to.be.revertedWithCustomError(governor, "GovernorUnableToCancel");
    });
  });

  describe("votes", () => {
    it("count once each, and with the power at the snapshot", async () => {
      const { proposal, governor, token, alice, bob } = await deploy();
      await proposal.propose(alice);
      await proposal.untilVoting();
      await token.connect(alice).transfer(bob, SHARES.alice);
      await expect(proposal.vote(alice, Vote.For))
        .to.emit(governor, "VoteCast")
        .withArgs(alice, await proposal.id(), Vote.For, SHARES.alice, "");
      await expect(proposal.vote(alice, Vote.For))
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(alice);
      await expect(proposal.vote(bob, Vote.Against))
        .to.emit(governor, "VoteCast")
        .withArgs(bob, await proposal.id(), Vote.Against, SHARES.bob, "");
    });

    it("can be cast by signature", async () => {
      const { proposal, governor, alice, bob } = await deploy();
      await proposal.propose(alice);
      await proposal.untilVoting();
      const proposalId = await proposal.id();
      const ballot = { proposalId, support: Vote.For, voter: bob.address, nonce: 0n };
      const signature = await signBallot(governor, bob, ballot);
      await governor.connect(alice).castVoteBySig(proposalId, Vote.For, bob, signature);
      expect(await governor.hasVoted(proposalId, bob)).to.equal(true);
      await expect(
        governor.connect(alice).castVoteBySig(proposalId, Vote.For, bob, signature),
      ).to.be.revertedWithCustomError(governor, "GovernorInvalidSignature");
    });
  });

  it("identifies a proposal by its calls and its description", async () => {
    const { proposal, governor, alice } = await deploy();
    await proposal.propose(alice);
    await expect(proposal.propose(alice))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(await proposal.id(), State.Pending, ZeroHash);
  });
});
