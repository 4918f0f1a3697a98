import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { deployWithProposal, LATE_QUORUM_EXTENSION } from "../fixtures/dao.ts";
import { State, Vote } from "../helpers/governance.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const deploy = () => deployWithProposal(connection);

describe("AlthingGovernor's quorum", () => {
  describe("quorum", () => {
    it("defeats what too few voted on, though none against", async () => {
      const { proposal, governor, alice, carol } = await deploy();
      await proposal.propose(alice);
      await proposal.untilVoting();
      await proposal.vote(carol, Vote.For);
      const snapshot = await governor.proposalSnapshot(await proposal.id());
      expect(await governor.quorum(snapshot)).to.equal(parseEther("200"));
      await proposal.untilDeadline();
      expect(await proposal.state()).to.equal(State.Defeated);
    });

    it("counts who abstains, but not who is against", async () => {
      const { proposal, alice, bob, carol, operator } = await deploy();
      await proposal.propose(alice);
      await proposal.untilVoting();
      await proposal.vote(operator, Vote.For);
      const before = await networkHelpers.takeSnapshot();
      await proposal.vote(carol, Vote.Abstain);
      await proposal.untilDeadline();
      expect(await proposal.state(), "5 for, 195 abstain").to.equal(State.Succeeded);
      await before.restore();
      await proposal.vote(bob, Vote.Against);
      await proposal.untilDeadline();
      expect(await proposal.state(), "5 for, 300 against").to.equal(State.Defeated);
    });
  });

  describe("late quorum", () => {
    it("prolongs the vote, so that others can answer", async () => {
      const { proposal, governor, alice, bob, carol } = await deploy();
      await proposal.propose(carol);
      const deadline = await governor.proposalDeadline(await proposal.id());
      await networkHelpers.time.increaseTo(deadline - 10n);
      await expect(proposal.vote(bob, Vote.For)).to.emit(governor, "ProposalExtended");
      const votedAt = BigInt(await networkHelpers.time.latest());
      const extended = await governor.proposalDeadline(await proposal.id());
      expect(extended).to.equal(votedAt + BigInt(LATE_QUORUM_EXTENSION));
      await networkHelpers.time.increaseTo(deadline + 1n);
      await proposal.vote(alice, Vote.Against);
      await proposal.untilDeadline();
      expect(await proposal.state()).to.equal(State.Defeated);
    });

    it("leaves a vote alone whose quorum came early", async () => {
      const { proposal, governor, alice, bob } = await deploy();
      await proposal.propose(alice);
      await proposal.untilVoting();
      const deadline = await governor.proposalDeadline(await proposal.id());
      await expect(proposal.vote(bob, Vote.For)).not.to.emit(governor, "ProposalExtended");
      await networkHelpers.time.increaseTo(deadline - 10n);
      await proposal.vote(alice, Vote.For);
      expect(await governor.proposalDeadline(await proposal.id())).to.equal(deadline);
    });
  });
});
