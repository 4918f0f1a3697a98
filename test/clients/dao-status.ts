import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import {
  callsOf,
  DaoClient,
  type ProposalCall,
  statusInWords,
  TokenClient,
  TreasuryClient,
} from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { TIMELOCK_DELAY } from "../fixtures/dao.ts";
import { deployAll, PREMINT } from "../fixtures/deployment.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const { time } = networkHelpers;

describe("a proposal's status in words", () => {
  async function deploy() {
    const fixture = await networkHelpers.loadFixture(deployAll);
    const { addresses, deployer, bob, router } = fixture;
    const token = new TokenClient(addresses, deployer);
    const dao = new DaoClient(addresses, deployer);
    await token.delegate();
    const voterOf = async (signer: typeof bob, share: bigint) => {
      await token.transfer(signer.address, share);
      await new TokenClient(addresses, signer).delegate();
      return new DaoClient(addresses, signer);
    };
    const propose = async (...calls: ProposalCall[]) =>
      (await dao.propose({ title: "A change", calls })).proposal;
    const newPrice = callsOf(addresses, router).setFuelPrice(5n);
    const wordsOf = async (id: bigint) => statusInWords(await dao.status(id));
    return { ...fixture, dao, token, voterOf, propose, newPrice, wordsOf };
  }

  it("says what it lacks at each step, who can act, and for how long", async () => {
    const { dao, voterOf, propose, newPrice, wordsOf, bob, deployer } = await deploy();
    const bobs = await voterOf(bob, PREMINT / 10n);
    const { id, snapshot, deadline } = await propose(newPrice);
    const pending = await wordsOf(id);
    expect(pending[0]).to.match(/^The vote begins in 1 minute 1 second, at .* UTC\.$/);
    expect(pending).to.include(`Until then its proposer, ${deployer.address}, can take it back.`);
    expect(pending.at(-1)).to.equal("It needs 200 votes for or abstaining, and more for than against.");

    await time.increaseTo(snapshot + 1n);
    await bobs.vote(id, "abstain");
    const [who, ...active] = await wordsOf(id);
    expect(who).to.match(
      /^Everyone who had votes at .* UTC can vote, for another 59 minutes \d+ seconds?, until /,
    );
    expect(who).to.contain(moment(snapshot)).and.to.contain(moment(deadline));
    expect(active).to.deep.equal([
      "The quorum lacks 100 votes of 200 for or abstaining.",
      "The majority lacks any votes for it: 0 for, 0 against, 100 abstaining.",
      "Abstentions count towards the quorum, and for neither side.",
    ]);
    await dao.vote(id, "for");
    expect(await wordsOf(id)).to.include("The quorum of 200 votes is reached.");
    expect(await wordsOf(id)).to.include("The majority is for it: 900 for, 0 against, 100 abstaining.");

    await time.increaseTo(deadline + 1n);
    expect((await wordsOf(id))[1]).to.equal("Anyone can queue it in the timelock, whose delay begins then.");
    const { eta } = await dao.queue(id);
    const queued = await wordsOf(id);
    expect(queued[0]).to.match(/^The timelock holds it for another 5 minutes, until /);
    expect(eta - (await dao.status(id)).now).to.equal(BigInt(TIMELOCK_DELAY));
    await time.increaseTo(eta);
    expect(await wordsOf(id)).to.deep.equal(["The delay is over: anyone can execute it."]);
    await dao.execute(id);
    expect(await wordsOf(id)).to.deep.equal(["It was executed."]);
  });

  it("says why a proposal did not pass", async () => {
    const { dao, voterOf, propose, newPrice, wordsOf, bob } = await deploy();
    const bobs = await voterOf(bob, PREMINT / 10n);
    const { id, snapshot, deadline } = await propose(newPrice);
    await time.increaseTo(snapshot + 1n);
    await bobs.vote(id, "against");
    expect(await wordsOf(id)).to.include(
      "The majority lacks more than 100 votes for it: 0 for, 100 against, 0 abstaining.",
    );
    await time.increaseTo(deadline + 1n);
    expect(await wordsOf(id)).to.deep.equal([
      "It did not pass, with 0 for, 100 against, 0 abstaining.",
      "The quorum lacked 200 votes of 200.",
      "There were not more votes for it than against.",
    ]);
    const { id: second } = await propose({ ...newPrice, value: 0n, data: "0x" });
    await dao.cancel(second);
    expect((await wordsOf(second))[0]).to.match(/^It was cancelled/);
  });

  it("says why its execution would fail: each call while it waits, the whole once it may be executed", async () => {
    const { dao, propose, addresses, router, wordsOf, alice, deployer } = await deploy();
    const { calls } = new TreasuryClient(addresses, deployer);
    const shares = callsOf(addresses, router).setShares(9_000n, 2_000n);
    const rule = dao.calls.setVotingPeriod(100n);
    const { id, snapshot, deadline } = await propose(
      calls.sendEther(alice.address, parseEther("1")),
      shares,
      rule,
    );
    const { obstacles } = await dao.status(id);
    expect(obstacles.map(({ error }) => error.code)).to.deep.equal([
      "ALT_DAO_TREASURY_ETHER",
      "ALT_REVERTED",
    ]);
    expect((await wordsOf(id)).slice(-2)).to.deep.equal([
      `As things stand, "Send 1 ETH to ${alice.address}" alone would fail: The treasury has 0 ETH then, and the call sends 1.`,
      `As things stand, "router.setShares(9000, 2000)" alone would fail: The contract refused: RouterShares(treasuryShare: 9000, royaltyShare: 2000).`,
    ]);
    await deployer.sendTransaction({ to: addresses.treasury, value: parseEther("1") });
    await time.increaseTo(snapshot + 1n);
    await dao.vote(id, "for");
    await time.increaseTo(deadline + 1n);
    await time.increaseTo((await dao.queue(id)).eta);
    expect(await wordsOf(id)).to.deep.equal([
      "The delay is over: anyone can execute it.",
      "Its execution would fail now: The contract refused: RouterShares(treasuryShare: 9000, royaltyShare: 2000).",
    ]);
  });
});
