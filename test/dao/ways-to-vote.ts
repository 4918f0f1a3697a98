import { expect } from "chai";
import { parseEther, solidityPacked } from "ethers";
import { network } from "hardhat";
import { SHARES } from "../fixtures/dao.ts";
import { deployGovernor, type GovernorName } from "../fixtures/governors.ts";
import { keyedNonce, signBallot, signExtendedBallot } from "../helpers/ballot.ts";
import { Vote } from "../helpers/governance.ts";
import { withModule } from "./support/with-module.ts";

const connection = await network.create();
const { ethers } = connection;
const deploy = (name: GovernorName) => deployGovernor(connection, name);

/** `GovernorCountingFractional`'s kind of vote that is split; the rest of it stands in the parameters. */
const FRACTIONAL = 255n;

function split(votes: { against?: bigint; for?: bigint; abstain?: bigint }): string {
  const parts = [votes.against ?? 0n, votes.for ?? 0n, votes.abstain ?? 0n];
  return solidityPacked(["uint128", "uint128", "uint128"], parts);
}

describe("Ways to vote", () => {
  describe("fractional votes", () => {
    withModule("FractionalGovernor", (name) => {
      it("split a voter's power, and leave the rest for later", async () => {
        const { governor, full, propose, bob } = await deploy(name);
        const proposal = propose();
        await proposal.propose(bob);
        await proposal.untilVoting();
        const id = await proposal.id();
        const first = split({ against: parseEther("50"), for: parseEther("100") });
        await governor.connect(bob).castVoteWithReasonAndParams(id, FRACTIONAL, "split", first);
        expect(await governor.proposalVotes(id)).to.deep.equal([parseEther("50"), parseEther("100"), 0n]);
        expect(await full.usedVotes(id, bob)).to.equal(parseEther("150"));
        await proposal.vote(bob, Vote.Abstain);
        expect(await governor.proposalVotes(id)).to.deep.equal([
          parseEther("50"),
          parseEther("100"),
          SHARES.bob - parseEther("150"),
        ]);
        await expect(proposal.vote(bob, Vote.For)).to.be.revertedWithCustomError(
          governor,
          "GovernorAlreadyCastVote",
        );
      });

      it("cannot exceed the voter's power", async () => {
        const { governor, full, propose, bob } = await deploy(name);
        const proposal = propose();
        await proposal.propose(bob);
        await proposal.untilVoting();
        const params = split({ for: SHARES.bob + 1n });
        const vote = governor
          .connect(bob)
          .castVoteWithReasonAndParams(await proposal.id(), FRACTIONAL, "", params);
        await expect(vote)
          .to.be.revertedWithCustomError(full, "GovernorExceedRemainingWeight")
          .withArgs(bob, SHARES.bob + 1n, SHARES.bob);
      });

      it("say how they are counted", async () => {
        const { governor } = await deploy(name);
        expect(await governor.COUNTING_MODE()).to.equal(
          "support=bravo,fractional&quorum=for,abstain&params=fractional",
        );
      });
    });
  });

  describe("keyed nonces", () => {
    withModule("KeyedGovernor", (name) => {
      it("let ballots that were signed together be cast in any order", async () => {
        const { governor, propose, alice, bob } = await deploy(name);
        const [first, second] = [propose("first"), propose("second")];
        await first.propose(alice);
        await second.propose(alice);
        await second.untilVoting();
        const ids = [await second.id(), await first.id()];
        const signed = ids.map(async (proposalId) => ({
          proposalId,
          signature: await signBallot(governor, bob, {
            proposalId,
            support: Vote.For,
            voter: bob.address,
            nonce: keyedNonce(proposalId),
          }),
        }));
        for (const { proposalId, signature } of await Promise.all(signed)) {
          await governor.connect(alice).castVoteBySig(proposalId, Vote.For, bob, signature);
          expect(await governor.hasVoted(proposalId, bob)).to.equal(true);
        }
      });

      it("still take a ballot with the voter's plain nonce", async () => {
        const { governor, propose, alice, bob } = await deploy(name);
        const proposal = propose();
        await proposal.propose(alice);
        await proposal.untilVoting();
        const proposalId = await proposal.id();
        const ballot = { proposalId, support: Vote.Against, voter: bob.address, nonce: 0n };
        const signature = await signBallot(governor, bob, ballot);
        await governor.castVoteBySig(proposalId, Vote.Against, bob, signature);
        expect(await governor.hasVoted(proposalId, bob)).to.equal(true);
      });
    });

    it("are what it takes: plain nonces hold both ballots to one order", async () => {
      const { governor, propose, alice, bob } = await deploy("BareGovernor");
      const [first, second] = [propose("first"), propose("second")];
      await first.propose(alice);
      await second.propose(alice);
      await second.untilVoting();
      const proposalId = await second.id();
      const ballot = { proposalId, support: Vote.For, voter: bob.address, nonce: 1n };
      const signature = await signBallot(governor, bob, ballot);
      await expect(governor.castVoteBySig(proposalId, Vote.For, bob, signature))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(bob);
    });
  });

  describe("votes by signature", () => {
    for (const name of ["BareGovernor", "FullGovernor"] as const) {
      it(`are a smart wallet's too (ERC-1271), in ${name}`, async () => {
        const { governor, token, propose, alice, bob, carol } = await deploy(name);
        const wallet = await ethers.deployContract("SmartWallet", [carol]);
        await token.connect(carol).delegate(wallet);
        const proposal = propose();
        await proposal.propose(alice);
        await proposal.untilVoting();
        const proposalId = await proposal.id();
        const voter = await wallet.getAddress();
        const ballot = { proposalId, support: Vote.For, voter, nonce: 0n };
        const forged = await signBallot(governor, bob, ballot);
        await expect(governor.castVoteBySig(proposalId, Vote.For, voter, forged))
          .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
          .withArgs(voter);
        const signature = await signBallot(governor, carol, ballot);
        await governor.castVoteBySig(proposalId, Vote.For, voter, signature);
        expect(await governor.proposalVotes(proposalId)).to.deep.equal([0n, SHARES.carol, 0n]);
      });
    }

    it("carry reason and parameters, a split vote for one", async () => {
      const { governor, propose, alice, bob } = await deploy("FullGovernor");
      const proposal = propose();
      await proposal.propose(alice);
      await proposal.untilVoting();
      const proposalId = await proposal.id();
      const params = split({ against: 1n, for: 2n });
      const signature = await signExtendedBallot(governor, bob, {
        proposalId,
        support: FRACTIONAL,
        voter: bob.address,
        nonce: keyedNonce(proposalId),
        reason: "of two minds",
        params,
      });
      const args = [proposalId, FRACTIONAL, bob.address, "of two minds", params, signature] as const;
      await expect(governor.castVoteWithReasonAndParamsBySig(...args))
        .to.emit(governor, "VoteCastWithParams")
        .withArgs(bob, proposalId, FRACTIONAL, 3n, "of two minds", params);
    });
  });
});
