import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import {
  callsOf,
  DaoClient,
  describeCall,
  isContractError,
  parseCall,
  TokenClient,
} from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { TIMELOCK_DELAY, VOTING } from "../fixtures/dao.ts";
import { deployAll, PREMINT } from "../fixtures/deployment.ts";
import { failure } from "../helpers/failure.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const { time } = networkHelpers;

describe("DaoClient", () => {
  async function deploy() {
    const fixture = await networkHelpers.loadFixture(deployAll);
    const { addresses, deployer } = fixture;
    const newPrice = callsOf(addresses, fixture.router).setFuelPrice(5n);
    return {
      ...fixture,
      newPrice,
      client: new DaoClient(addresses, deployer),
      token: new TokenClient(addresses, deployer),
    };
  }

  async function deployProposed() {
    const fixture = await deploy();
    await fixture.token.delegate();
    const { proposal } = await fixture.client.propose({ title: "Cheaper fuel", calls: [fixture.newPrice] });
    return { ...fixture, proposal };
  }

  async function deployQueued() {
    const fixture = await deployProposed();
    const { client, proposal } = fixture;
    await time.increaseTo(proposal.snapshot + 1n);
    await client.vote(proposal.id, "for");
    await time.increaseTo(proposal.deadline + 1n);
    return { ...fixture, queued: await client.queue(proposal.id) };
  }

  it("proposes typed calls and finds them again", async () => {
    const { client, proposal, deployer, newPrice } = await deployProposed();
    expect(proposal.proposer).to.equal(deployer.address);
    const { sentence, ...call } = newPrice;
    expect(sentence).to.equal("router.setFuelPrice(5)");
    expect(proposal.calls).to.deep.equal([call]);
    expect(proposal.deadline - proposal.snapshot).to.equal(BigInt(VOTING.votingPeriod));
    expect(await client.proposal(proposal.id)).to.deep.equal(proposal);
    const { proposal: second } = await client.propose({ title: "Once more", calls: [newPrice] });
    expect((await client.list()).map(({ id }) => id)).to.deep.equal([proposal.id, second.id]);
  });

  it("carries a proposal from propose to execute, and says at each step what is next", async () => {
    const { client, proposal, router, deployer } = await deployProposed();
    const pending = await client.status(proposal.id);
    expect(pending.state).to.equal("pending");
    expect(pending.next).to.deep.equal({ step: "wait", until: proposal.snapshot + 1n, awaiting: "vote" });

    await time.increaseTo(proposal.snapshot + 1n);
    const quorum = (PREMINT * VOTING.quorumPercent) / 100n;
    const active = await client.status(proposal.id);
    expect(active.quorum).to.equal(quorum);
    expect(active.next).to.deep.equal({
      step: "vote",
      until: proposal.deadline,
      quorumLacks: quorum,
      majorityLacks: 1n,
    });

    const cast = await client.vote(proposal.id, "for", "it is time");
    expect([cast.voter, cast.vote, cast.weight]).to.deep.equal([deployer.address, "for", PREMINT]);
    const voted = await client.status(proposal.id);
    expect(voted.votes).to.deep.equal({ for: PREMINT, against: 0n, abstain: 0n });
    expect(voted.next).to.deep.include({ quorumLacks: 0n, majorityLacks: 0n });

    await time.increaseTo(proposal.deadline + 1n);
    expect((await client.status(proposal.id)).next).to.deep.equal({ step: "queue" });

    const { eta } = await client.queue(proposal.id);
    const queued = await client.status(proposal.id);
    expect([queued.state, queued.eta]).to.deep.equal(["queued", eta]);
    expect(eta - queued.now).to.equal(BigInt(TIMELOCK_DELAY));
    expect(queued.next).to.deep.equal({ step: "wait", until: eta, awaiting: "execution" });

    await time.increaseTo(eta);
    expect((await client.status(proposal.id)).next).to.deep.equal({ step: "execute" });
    await client.execute(proposal.id);
    const executed = await client.status(proposal.id);
    expect([executed.state, executed.next]).to.deep.equal(["executed", { step: "none" }]);
    expect((await router.terms()).fuelPrice).to.equal(5n);
  });

  it("counts a majority against", async () => {
    const { client, proposal, addresses, bob, token } = await deployProposed();
    await token.transfer(bob.address, PREMINT / 4n);
    await new TokenClient(addresses, bob).delegate();
    await time.increaseTo(proposal.snapshot + 1n);
    await new DaoClient(addresses, bob).vote(proposal.id, "against");
    const { next } = await client.status(proposal.id);
    expect(next).to.deep.include({ majorityLacks: PREMINT / 4n + 1n });
  });

  it("tells holders who never delegated that their tokens give no votes", async () => {
    const { proposal, token, addresses, bob, carol } = await deployProposed();
    await token.transfer(bob.address, 10n);
    await time.increaseTo(proposal.snapshot + 1n);
    const dao = new DaoClient(addresses, bob);
    const error = await failure(dao.vote(proposal.id, "for"), "ALT_DAO_NOT_DELEGATED");
    expect(error.figures).to.deep.equal({ voter: bob.address });
    await new TokenClient(addresses, bob).delegate();
    await failure(dao.vote(proposal.id, "for"), "ALT_DAO_DELEGATED_LATE");
    await failure(new DaoClient(addresses, carol).vote(proposal.id, "for"), "ALT_DAO_NO_VOTES");
  });

  it("says what a proposer lacks", async () => {
    const { client, deployer, newPrice } = await deploy();
    const error = await failure(client.propose({ title: "", calls: [newPrice] }), "ALT_DAO_PROPOSER_VOTES");
    expect(error.figures).to.deep.equal({ proposer: deployer.address, votes: "0", threshold: "10" });
    await failure(client.propose({ title: "", calls: [] }), "ALT_DAO_NO_CALLS");
  });

  it("says in what state a proposal is where a step does not fit it", async () => {
    const { client, proposal } = await deployProposed();
    const early = await failure(client.vote(proposal.id, "for"), "ALT_DAO_STATE");
    expect(early.figures).to.deep.equal({ proposalId: proposal.id, state: "pending" });
    await time.increaseTo(proposal.snapshot + 1n);
    await client.vote(proposal.id, "for");
    await failure(client.vote(proposal.id, "for"), "ALT_DAO_ALREADY_VOTED");
    expect((await failure(client.queue(proposal.id), "ALT_DAO_STATE")).figures.state).to.equal("active");
    await failure(client.status(1n), "ALT_DAO_UNKNOWN_PROPOSAL");
    await failure(client.vote(1n, "for"), "ALT_DAO_UNKNOWN_PROPOSAL");
  });

  it("says how long the timelock still holds, and then executes", async () => {
    const { client, proposal, queued } = await deployQueued();
    const error = await failure(client.execute(proposal.id), "ALT_DAO_TOO_EARLY");
    expect(error.figures).to.deep.include({ proposalId: proposal.id, eta: moment(queued.eta) });
    if (!isContractError(error.cause, "TimelockUnexpectedOperationState")) throw error;
  });

  it("shows the error of the call that a proposal makes", async () => {
    const { client, token, addresses, router } = await deploy();
    await token.delegate();
    const wrong = callsOf(addresses, router).setShares(9_000n, 2_000n);
    const { proposal } = await client.propose({ title: "Too much", calls: [wrong] });
    await time.increaseTo(proposal.snapshot + 1n);
    await client.vote(proposal.id, "for");
    await time.increaseTo(proposal.deadline + 1n);
    await time.increaseTo((await client.queue(proposal.id)).eta);
    const error = await failure(client.execute(proposal.id), "ALT_REVERTED");
    if (!isContractError(error, "RouterShares")) throw error;
    expect(error.revert.args).to.deep.equal({ treasuryShare: 9_000n, royaltyShare: 2_000n });
    expect(describeCall(addresses, wrong)).to.equal("router.setShares(9000, 2000)");
    const paying = { ...wrong, value: parseEther("1.5") };
    expect(describeCall(addresses, paying)).to.equal("router.setShares(9000, 2000) with 1.5 ETH");
  });

  it("takes a pending proposal back", async () => {
    const { client, proposal } = await deployProposed();
    await client.cancel(proposal.id);
    expect((await client.status(proposal.id)).state).to.equal("canceled");
  });

  describe("calls written as text", () => {
    it("are resolved by the address book and its ABIs", async () => {
      const { addresses, newPrice } = await deploy();
      const named = parseCall(addresses, { target: "router", signature: "setFuelPrice", args: ["5"] });
      expect(named).to.deep.equal(newPrice);
      const signature = "setFuelPrice(uint48)";
      const address = parseCall(addresses, { target: addresses.router, signature, args: [5n] });
      expect(address).to.deep.equal(newPrice);
    });

    it("reach any contract by address and signature", async () => {
      const { addresses, alice } = await deploy();
      const signature = "deposit(address,uint256)";
      const args = [alice.address, "7"];
      const call = parseCall(addresses, { target: alice.address, signature, args, value: parseEther("1") });
      expect(call.value).to.equal(parseEther("1"));
      expect(call.data).to.have.length(2 + 2 * (4 + 64));
      expect(describeCall(addresses, call)).to.equal(`${alice.address}.${call.data.slice(0, 10)} with 1 ETH`);
    });

    it("know what an organisation has besides, and its modules", async () => {
      const { addresses, alice, bob } = await deploy();
      const book = { ...addresses, mandates: alice.address, collections: { Members: bob.address } };
      const pause = parseCall(book, { target: "token", signature: "pause" });
      expect(pause).to.include({ target: addresses.token, sentence: "token.pause()" });
      const issue = { target: "Members", signature: "mintTo", args: [alice.address, 2n] };
      expect(parseCall(book, issue)).to.include({
        target: bob.address,
        sentence: "Give 2 tokens of Members to mandates",
      });
      const cancel = async () => parseCall(book, { target: "mandates", signature: "cancle", args: [] });
      await failure(cancel(), "ALT_DAO_UNKNOWN_METHOD");
    });

    it("are refused where function or arguments do not fit", async () => {
      const { addresses, alice } = await deploy();
      const parse = async (target: string, signature: string, ...args: unknown[]) =>
        parseCall(addresses, { target, signature, args });
      await failure(parse("router", "setFuelPrise", 5n), "ALT_DAO_UNKNOWN_METHOD");
      await failure(parse(alice.address, "not a signature", 5n), "ALT_DAO_UNKNOWN_METHOD");
      await failure(parse("router", "setFuelPrice", "many"), "ALT_CLIENT_ARGUMENTS");
      await failure(parse("router", "setFuelPrice"), "ALT_CLIENT_ARGUMENTS");
      await failure(parse("routr", "setFuelPrice", 5n), "ALT_ADDRESS_INVALID");
    });
  });
});
