import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import hre, { network } from "hardhat";
import {
  CollectionClient,
  callsOf,
  DaoClient,
  isContractError,
  type Proposal,
  type ProposalDraft,
  type Simulation,
  TokenClient,
  TreasuryClient,
} from "../../clients/index.ts";
import { withFork } from "../../tasks/shared/fork.ts";
import { TIMELOCK_DELAY, VOTING } from "../fixtures/dao.ts";
import { deployAll, PREMINT } from "../fixtures/deployment.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

describe("simulation of proposals", () => {
  async function deploy() {
    const fixture = await networkHelpers.loadFixture(deployAll);
    const { addresses, deployer } = fixture;
    const dao = new DaoClient(addresses, deployer);
    return {
      ...fixture,
      dao,
      treasuryCalls: new TreasuryClient(addresses, deployer).calls,
      tokenClient: new TokenClient(addresses, deployer),
      shields: new CollectionClient(addresses, deployer),
      simulate: (proposed: Proposal | ProposalDraft) =>
        withFork(hre, connection, (fork) => dao.simulate(proposed, fork)),
    };
  }

  it("tells what each call of a draft does, and leaves the chain alone", async () => {
    const { simulate, treasuryCalls, tokenClient, shields, dao, alice, addresses, deployer } = await deploy();
    await deployer.sendTransaction({ to: addresses.treasury, value: parseEther("2") });
    await shields.mint(1n, addresses.treasury);
    const before = await ethers.provider.getBlockNumber();
    const calls = [
      tokenClient.calls.mint(addresses.treasury, 50n),
      treasuryCalls.sendTokens(addresses.token, alice.address, 20n),
      treasuryCalls.sendEther(alice.address, parseEther("1.5")),
      treasuryCalls.sendNft(addresses.collection, alice.address, 1n),
      shields.calls.release(),
      dao.calls.setVotingPeriod(7_200n),
    ];
    const simulation = await simulate({ title: "Spend", calls });
    expect(simulation.error).to.equal(undefined);
    expect(simulation).to.include({ succeeds: true, proposalId: undefined });
    const [minted, sent, paid, given, released, ruled] = simulation.calls;
    expect(simulation.calls.map(({ outcome }) => outcome)).to.deep.equal(calls.map(() => "succeeded"));
    expect(simulation.calls.map(({ sentence }) => sentence)).to.deep.equal(
      calls.map(({ sentence }) => sentence),
    );
    const tokens = { kind: "tokens", token: addresses.token } as const;
    expect(minted?.changes).to.deep.equal([{ ...tokens, account: addresses.treasury, amount: 50n }]);
    expect(sent?.changes).to.deep.equal([
      { ...tokens, account: addresses.treasury, amount: -20n },
      { ...tokens, account: alice.address, amount: 20n },
    ]);
    expect(paid?.changes).to.deep.equal([
      { kind: "ether", account: addresses.treasury, amount: -parseEther("1.5") },
      { kind: "ether", account: alice.address, amount: parseEther("1.5") },
    ]);
    expect(given?.changes).to.deep.equal([
      {
        kind: "nft",
        collection: addresses.collection,
        tokenId: 1n,
        from: addresses.treasury,
        to: alice.address,
      },
    ]);
    expect(released?.changes).to.deep.include({
      kind: "ether",
      account: addresses.treasury,
      amount: parseEther("0.01"),
    });
    expect(minted?.events.map(({ text }) => text)).to.deep.equal([
      `token.Transfer(from: ${ZeroAddress}, to: treasury, value: 50)`,
    ]);
    expect(ruled?.events[0]).to.deep.include({ contract: "governor", name: "VotingPeriodSet" });
    expect(ruled?.events[0]?.args).to.deep.equal({
      oldVotingPeriod: BigInt(VOTING.votingPeriod),
      newVotingPeriod: 7_200n,
    });
    for (const { gasUsed } of simulation.calls.slice(0, 2)) expect(gasUsed).to.be.within(20_000n, 120_000n);
    expect(await ethers.provider.getBlockNumber()).to.equal(before);
    expect(await dao.list()).to.deep.equal([]);
  });

  it("says which call fails and why, before anybody voted, and what is not reached then", async () => {
    const { simulate, treasuryCalls, tokenClient, dao, router, alice, addresses } = await deploy();
    await tokenClient.delegate();
    const wrong = callsOf(addresses, router).setShares(9_000n, 2_000n);
    const calls = [tokenClient.calls.mint(alice.address, 1n), wrong, treasuryCalls.updateDelay(1n)];
    const { proposal } = await dao.propose({ title: "Too much", calls });
    const simulation = await simulate(proposal);
    expect(simulation).to.include({ succeeds: false, proposalId: proposal.id });
    expect(simulation.calls.map(({ outcome }) => outcome)).to.deep.equal([
      "succeeded",
      "failed",
      "unreached",
    ]);
    const error = simulation.calls[1]?.error;
    if (!isContractError(error, "RouterShares")) throw error;
    expect(error.revert.args).to.deep.equal({ treasuryShare: 9_000n, royaltyShare: 2_000n });
    expect(simulation.error).to.equal(error);
    const [minted, , unreached] = simulation.calls;
    expect(minted?.events.map(({ name }) => name)).to.deep.equal(["Transfer"]);
    expect(minted?.changes).to.deep.equal([
      { kind: "tokens", token: addresses.token, account: alice.address, amount: 1n },
    ]);
    expect([unreached?.events, unreached?.changes]).to.deep.equal([[], []]);
  });

  it("sees what has changed since", async () => {
    const { simulate, treasuryCalls, dao, tokenClient, alice, addresses, deployer } = await deploy();
    await tokenClient.delegate();
    const calls = [treasuryCalls.sendEther(alice.address, parseEther("1"))];
    const { proposal } = await dao.propose({ title: "Pay", calls });
    const poor = await simulate(proposal);
    expect(poor.error?.code).to.equal("ALT_DAO_TREASURY_ETHER");
    expect(poor.error?.figures).to.deep.equal({ had: "0", needed: "1" });
    await deployer.sendTransaction({ to: addresses.treasury, value: parseEther("1") });
    const rich = await simulate(proposal);
    expect(rich.succeeds).to.equal(true);
    expect(rich.blockNumber).to.equal(poor.blockNumber + 1);
  });

  it("executes at the earliest second that the vote and the timelock allow, from every state", async () => {
    const { simulate, dao, tokenClient, alice, deployer, token } = await deploy();
    await tokenClient.delegate();
    const calls = [tokenClient.calls.mint(alice.address, 5n)];
    const { proposal } = await dao.propose({ title: "Mint", calls });
    const outcomes: Simulation[] = [];
    const record = async () => outcomes.push(await simulate(proposal));
    await record();
    await time.increaseTo(proposal.snapshot + 1n);
    await record();
    await dao.vote(proposal.id, "against");
    await record();
    await time.increaseTo(proposal.deadline + 1n);
    await record();
    expect(outcomes.map(({ succeeds }) => succeeds)).to.deep.equal([true, true, true, true]);
    for (const { executedAt } of outcomes.slice(0, 2)) {
      expect(executedAt - proposal.deadline - BigInt(TIMELOCK_DELAY)).to.be.within(1n, 5n);
    }
    expect(await token.balanceOf(alice)).to.equal(0n);
    expect(await token.balanceOf(deployer)).to.equal(PREMINT);
  });

  it("takes a queued proposal from where it is", async () => {
    const { simulate, dao, tokenClient, alice } = await deploy();
    await tokenClient.delegate();
    const { proposal } = await dao.propose({
      title: "Mint",
      calls: [tokenClient.calls.mint(alice.address, 5n)],
    });
    await time.increaseTo(proposal.snapshot + 1n);
    await dao.vote(proposal.id, "for");
    await time.increaseTo(proposal.deadline + 1n);
    const { eta } = await dao.queue(proposal.id);
    expect((await simulate(proposal)).executedAt).to.equal(eta);
  });

  it("warns of calls to where no contract is", async () => {
    const { simulate, treasuryCalls, alice, bob } = await deploy();
    const calls = [treasuryCalls.sendTokens(alice.address, bob.address, 5n)];
    const {
      succeeds,
      calls: [call],
    } = await simulate({ title: "Into the void", calls });
    expect(succeeds).to.equal(true);
    expect(call).to.deep.include({ nobodyThere: true, events: [], changes: [] });
  });
});
