import { expect } from "chai";
import { parseEther } from "ethers";
import { DistributorClient } from "../../clients/index.ts";
import { TaskRunner } from "./support/task-runner.ts";

const WEEK = 7n * 86_400n;
const START = BigInt(Date.parse("2036-01-01") / 1_000);

describe("tasks of an organisation with vesting and an airdrop", () => {
  let tasks: TaskRunner;

  before(async function () {
    this.timeout(180_000);
    tasks = await TaskRunner.ofExample("protocol");
  });
  afterEach(() => tasks.reset());

  const increaseTo = (time: bigint) => tasks.connection.networkHelpers.time.increaseTo(time);

  it("show a grant, and pay what has vested of it once", async () => {
    const account = { account: "1" };
    const { grants } = await tasks.json("token vesting", account);
    expect(grants).to.deep.equal([
      {
        id: "0",
        beneficiary: tasks.accounts[1],
        amount: String(parseEther("1000000")),
        start: String(START),
        cliff: String(START + 26n * WEEK),
        end: String(START + 104n * WEEK),
        revocable: true,
        vested: "0",
        claimed: "0",
        claimable: "0",
      },
    ]);
    expect(await tasks.text("token claim", account)).to.match(
      /nothing to claim now; .* begins at 2036-07-01/,
    );
    await increaseTo(START + 52n * WEEK);
    expect(await tasks.text("token vesting", account)).to.contain("npx hardhat token claim");
    const { amount } = await tasks.json("token claim", account);
    expect(BigInt(String(amount))).to.be.within(parseEther("500000"), parseEther("500001"));
    expect((await tasks.json("token balance", account)).balance).to.equal(amount);
    await increaseTo(START + 104n * WEEK);
    await tasks.json("token claim", account);
    expect((await tasks.json("token balance", account)).balance).to.equal(String(parseEther("1000000")));
    expect(await tasks.json("token claim", account)).to.deep.include({ claims: [], amount: "0" });
    expect(await tasks.text("token vesting", { account: "2" })).to.contain("has no vesting grants");
  });

  it("propose to revoke one, in words", async () => {
    const revocation = { description: "Leave", target: "vesting", function: "revoke", args: "0" };
    const { calls } = await tasks.json("dao propose", revocation);
    expect(calls).to.have.length(1);
    expect(await tasks.text("dao status")).to.contain("Take back what of vesting grant 0 has not vested");
  });

  it("list the rounds of airdrops", async () => {
    const { rounds } = await tasks.json("token airdrops");
    const [round] = rounds as Record<string, unknown>[];
    const total = String(parseEther("4100.5"));
    expect(round).to.include({ number: "0", state: "open", total, remaining: total });
    const { addresses, connection } = tasks;
    const client = new DistributorClient(addresses, addresses.distributor ?? "", connection.ethers.provider);
    const found = await client.findRound(String(round?.root), BigInt(total));
    expect(found?.number).to.equal(0n);
    await increaseTo(BigInt(Date.parse("2037-01-02") / 1_000));
    expect(await tasks.text("token airdrops")).to.match(/over.*4,100\.5/);
  });
});
