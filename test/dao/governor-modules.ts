import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { LATE_QUORUM_EXTENSION, TIMELOCK_DELAY, VOTING } from "../fixtures/dao.ts";
import { deployGovernor, type GovernorName, SUPER_QUORUM_PERCENT } from "../fixtures/governors.ts";
import { State, Vote } from "../helpers/governance.ts";
import { withModule } from "./support/with-module.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const deploy = (name: GovernorName) => deployGovernor(connection, name);

const MAX_CODE_BYTES = 24_576;

describe("The modules of governors", () => {
  it("fit into one contract, all of them", async () => {
    const { governor } = await deploy("FullGovernor");
    const code = await ethers.provider.getCode(governor);
    expect((code.length - 2) / 2).to.be.lessThan(MAX_CODE_BYTES);
  });

  it("may all be left out: proposals pass and are executed", async () => {
    const { propose, holder, alice } = await deploy("BareGovernor");
    await expect(propose().pass(alice)).to.changeEtherBalance(ethers, holder, parseEther("1"));
  });

  describe("sequential ids", () => {
    withModule("SequentialGovernor", (name) => {
      it("number proposals from 1, and know each by its calls", async () => {
        const { governor, full, propose, alice } = await deploy(name);
        const [first, second] = [propose("first"), propose("second")];
        await expect(first.propose(alice)).to.emit(governor, "ProposalCreated");
        await second.propose(alice);
        expect([await first.id(), await second.id()]).to.deep.equal([1n, 2n]);
        expect(await full.latestProposalId()).to.equal(2n);
        await expect(first.propose(alice)).to.be.revertedWithCustomError(
          governor,
          "GovernorUnexpectedProposalState",
        );
      });

      it("carry a proposal from propose to execute", async () => {
        const { propose, holder, alice } = await deploy(name);
        await expect(propose().pass(alice)).to.changeEtherBalance(ethers, holder, parseEther("1"));
      });
    });
  });

  describe("a late quorum", () => {
    it("prolongs a vote where every module is", async () => {
      const { governor, propose, bob } = await deploy("FullGovernor");
      const proposal = propose();
      await proposal.propose(bob);
      const deadline = await governor.proposalDeadline(await proposal.id());
      await networkHelpers.time.increaseTo(deadline - 10n);
      await expect(proposal.vote(bob, Vote.For)).to.emit(governor, "ProposalExtended");
      const votedAt = BigInt(await networkHelpers.time.latest());
      expect(await governor.proposalDeadline(await proposal.id())).to.equal(
        votedAt + BigInt(LATE_QUORUM_EXTENSION),
      );
    });

    it("cannot prolong it by more than a voting period", async () => {
      const { token, treasury, governor } = await deploy("FullGovernor");
      const extension = VOTING.votingPeriod + 1;
      await expect(ethers.deployContract("AlthingGovernor", [{ ...VOTING, token }, extension, treasury]))
        .to.be.revertedWithCustomError(governor, "GovernorPreventLateQuorumVoteExtensionTooLarge")
        .withArgs(extension, VOTING.votingPeriod);
    });
  });

  describe("a guardian", () => {
    withModule("GuardedGovernor", (name) => {
      it("cancels what is voted on, and what waits in the timelock", async () => {
        const { governor, treasury, propose, alice, bob, operator } = await deploy(name);
        const proposal = propose();
        await proposal.propose(alice);
        await proposal.untilVoting();
        const voting = await networkHelpers.takeSnapshot();
        await proposal.cancel(operator);
        expect(await proposal.state()).to.equal(State.Canceled);
        await voting.restore();
        await proposal.vote(bob, Vote.For);
        await proposal.untilDeadline();
        await proposal.queue();
        await expect(proposal.cancel(operator)).to.emit(treasury, "Cancelled");
        expect(await proposal.state()).to.equal(State.Canceled);
        await expect(proposal.execute()).to.be.revertedWithCustomError(
          governor,
          "GovernorUnexpectedProposalState",
        );
      });

      it("is the only one who may once the vote began, and can do nothing else", async () => {
        const { governor, full, propose, alice, operator } = await deploy(name);
        const proposal = propose();
        await proposal.propose(alice);
        await proposal.untilVoting();
        await expect(proposal.cancel(alice))
          .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
          .withArgs(await proposal.id(), alice);
        await expect(full.connect(operator).setProposalGuardian(alice))
          .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
          .withArgs(operator);
      });

      it("is another once a proposal says so", async () => {
        const { full, propose, alice, bob } = await deploy(name);
        const data = full.interface.encodeFunctionData("setProposalGuardian", [bob.address]);
        await propose("Another guardian", [{ target: await full.getAddress(), data }]).pass(alice);
        expect(await full.proposalGuardian()).to.equal(bob);
      });
    });

    it("must be named: without one, OpenZeppelin lets proposers cancel at any time", async () => {
      const { token, treasury } = await deploy("GuardedGovernor");
      const factory = await ethers.getContractFactory("GuardedGovernor");
      await expect(
        ethers.deployContract("GuardedGovernor", [{ ...VOTING, token }, ZeroAddress, treasury]),
      ).to.be.revertedWithCustomError(factory, "GovernorGuardianMissing");
    });
  });

  describe("a super quorum", () => {
    withModule("SuperQuorumGovernor", (name) => {
      async function decided() {
        const fixture = await deploy(name);
        const { propose, alice, bob } = fixture;
        const proposal = propose();
        await proposal.propose(alice);
        await proposal.untilVoting();
        await proposal.vote(alice, Vote.For);
        expect(await proposal.state(), "50 % for").to.equal(State.Active);
        await proposal.vote(bob, Vote.For);
        return { ...fixture, proposal };
      }

      it("decides before the vote is over", async () => {
        const { governor, full, proposal, holder, carol } = await decided();
        expect(await full["superQuorumNumerator()"]()).to.equal(SUPER_QUORUM_PERCENT);
        expect(await proposal.state()).to.equal(State.Succeeded);
        await expect(proposal.vote(carol, Vote.Against)).to.be.revertedWithCustomError(
          governor,
          "GovernorUnexpectedProposalState",
        );
        await proposal.queue();
        expect(await proposal.state()).to.equal(State.Queued);
        await proposal.untilReady();
        await expect(proposal.execute()).to.changeEtherBalance(ethers, holder, parseEther("1"));
      });

      it("leaves the last word to the timelock, while the vote would go on", async () => {
        const { governor, treasury, proposal } = await decided();
        await proposal.queue();
        const executed = await networkHelpers.takeSnapshot();
        await networkHelpers.time.increase(TIMELOCK_DELAY);
        const calls = await proposal.operation();
        await treasury.executeBatch(...calls);
        expect(await proposal.state(), "executed by way of the timelock").to.equal(State.Executed);
        await executed.restore();
        const canceller = await ethers.getImpersonatedSigner(await governor.getAddress());
        await networkHelpers.setBalance(canceller.address, parseEther("1"));
        await treasury.connect(canceller).cancel(await treasury.hashOperationBatch(...calls));
        expect(await proposal.state(), "cancelled in the timelock").to.equal(State.Canceled);
      });

      it("is no less than the quorum", async () => {
        const { full, propose, alice } = await deploy(name);
        const target = await full.getAddress();
        const data = full.interface.encodeFunctionData("updateQuorumNumerator", [SUPER_QUORUM_PERCENT + 1n]);
        await expect(propose("A higher quorum", [{ target, data }]).pass(alice))
          .to.be.revertedWithCustomError(full, "GovernorInvalidQuorumTooLarge")
          .withArgs(SUPER_QUORUM_PERCENT + 1n, SUPER_QUORUM_PERCENT);
      });
    });
  });
});
