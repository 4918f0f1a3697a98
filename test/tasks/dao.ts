import { expect } from "chai";
import { parseEther } from "ethers";
import { TaskRunner } from "./support/task-runner.ts";

const newPrice = {
  description: "Cheaper fuel",
  target: "router",
  function: "setFuelPrice(uint48)",
  args: "1234",
};

describe("dao tasks", () => {
  let tasks: TaskRunner;

  before(async () => {
    tasks = await TaskRunner.deployed();
  });

  afterEach(() => tasks.reset());

  async function propose(): Promise<string> {
    await tasks.json("dao delegate");
    return String((await tasks.json("dao propose", newPrice)).id);
  }

  it("carry a proposal from propose to execute, letting local time pass", async () => {
    const id = await propose();
    expect(await tasks.json("dao status")).to.deep.include({ id, state: "pending" });
    const { votes: weight } = await tasks.json("token balance");
    const vote = { proposal: id, vote: "for", reason: "why not", advance: true };
    expect(await tasks.json("dao vote", vote)).to.deep.include({ proposalId: id, vote: "for", weight });
    await tasks.json("dao queue", { proposal: id, advance: true });
    expect(await tasks.json("dao status")).to.deep.include({ state: "queued" });
    const done = await tasks.json("dao execute", { advance: true });
    expect(done.calls).to.deep.equal(["router.setFuelPrice(1234)"]);
    const router = await tasks.connection.ethers.getContractAt("FunctionRouter", tasks.addresses.router);
    expect((await router.terms()).fuelPrice).to.equal(1234n);
    const { proposals } = await tasks.json("dao list");
    expect((proposals as { state: string }[]).map(({ state }) => state)).to.deep.equal(["executed"]);
  });

  it("say what a proposal needs next", async () => {
    await propose();
    expect(await tasks.text("dao status")).to.match(/The vote begins in \d+ seconds?, at /);
    await tasks.json("token transfer", { to: "1", amount: "1" });
    expect(await tasks.text("dao vote", { vote: "abstain", advance: true })).to.match(
      /majority lacks any votes for it/,
    );
    expect(await tasks.text("dao list"))
      .to.contain("Cheaper fuel")
      .and.to.contain("active");
  });

  it("propose takes JSON arguments, ether, and any contract by address", async () => {
    await tasks.json("dao delegate");
    const payment = {
      description: "Pay",
      target: tasks.accounts[5] ?? "",
      function: "deposit(address,uint256[])",
      args: `["${tasks.accounts[1]}", [12345678901234567890123, 2]]`,
      value: "0.5",
    };
    const { calls } = await tasks.json("dao propose", payment);
    const [call] = calls as { value: string; data: string }[];
    expect(call?.value).to.equal(String(parseEther("0.5")));
    expect(await tasks.text("dao status")).to.match(/with 0\.5 ETH/);
    expect(await tasks.text("dao list")).to.match(/0\.5 ETH/);
    expect(call?.data).to.contain(12345678901234567890123n.toString(16));
  });

  it("tell a holder who never delegated", async () => {
    await tasks.json("token transfer", { to: "1", amount: "10" });
    await propose();
    const vote = { from: "1", advance: true };
    expect(await tasks.failure("dao vote", vote)).to.equal("ALT_DAO_NOT_DELEGATED");
    await tasks.json("dao delegate", { from: "1" });
    expect(await tasks.failure("dao vote", vote)).to.equal("ALT_DAO_DELEGATED_LATE");
    expect(await tasks.failure("dao vote", { from: "2" })).to.equal("ALT_DAO_NO_VOTES");
  });

  it("delegate gives votes to the signer, or to another", async () => {
    const { balance } = await tasks.json("token balance");
    expect(await tasks.json("dao delegate")).to.deep.include({ delegate: tasks.accounts[0], votes: balance });
    expect(await tasks.json("dao delegate", { to: "2" })).to.deep.include({
      delegate: tasks.accounts[2],
      votes: balance,
    });
  });

  it("power tells who has not delegated, and prints the command to run", async () => {
    await tasks.json("token transfer", { to: "1", amount: "10" });
    const { toDelegate } = await tasks.json("dao power", { account: "1" });
    expect(toDelegate).to.include({ target: tasks.addresses.token, value: "0" });
    const command = `npx hardhat dao delegate --from ${tasks.accounts[1]}`;
    expect(await tasks.text("dao power", { account: "1" })).to.contain(command);
    await tasks.json("dao delegate", { from: String(tasks.accounts[1]) });
    const power = await tasks.text("dao power", { account: "1" });
    expect(power)
      .to.match(/votes +10\n/)
      .and.not.to.contain("npx hardhat");
  });

  it("status says in words why the execution would fail", async () => {
    await tasks.json("dao delegate");
    const payment = { description: "Pay", target: String(tasks.accounts[5]), value: "0.5" };
    await tasks.json("dao propose", payment);
    const { words, obstacles } = await tasks.json("dao status");
    const sentence = `Send 0.5 ETH to ${tasks.accounts[5]}`;
    const [obstacle] = obstacles as { sentence: string; error: { code: string; message: string } }[];
    expect(obstacle).to.deep.include({ sentence });
    expect(obstacle?.error.code).to.equal("ALT_DAO_TREASURY_ETHER");
    expect((words as string[]).at(-1)).to.contain(`"${sentence}" alone would fail: The treasury has 0 ETH`);
    expect(await tasks.text("dao status")).to.contain("npx hardhat dao simulate");
  });

  it("end with a code that says what was wrong", async () => {
    expect(await tasks.failure("dao status")).to.equal("ALT_DAO_NO_PROPOSALS");
    expect(await tasks.failure("dao status", { proposal: "1" })).to.equal("ALT_DAO_UNKNOWN_PROPOSAL");
    expect(await tasks.failure("dao status", { proposal: "first" })).to.equal("ALT_CLIENT_NUMBER");
    expect(await tasks.failure("dao propose", newPrice)).to.equal("ALT_DAO_PROPOSER_VOTES");
    expect(await tasks.failure("dao propose", { description: "" })).to.equal("ALT_DAO_NO_CALLS");
    const unknown = { ...newPrice, function: "setFuelPrices" };
    expect(await tasks.failure("dao propose", unknown)).to.equal("ALT_DAO_UNKNOWN_METHOD");
    expect(await tasks.failure("dao propose", { ...newPrice, args: "-1" })).to.equal("ALT_CLIENT_ARGUMENTS");
    expect(await tasks.failure("dao propose", { ...newPrice, args: "[1" })).to.equal("ALT_CLIENT_JSON");
    await propose();
    expect(await tasks.failure("dao vote", { vote: "maybe" })).to.equal("ALT_DAO_VOTE_KIND");
    expect(await tasks.failure("dao vote")).to.equal("ALT_DAO_STATE");
    expect(await tasks.failure("dao queue")).to.equal("ALT_DAO_STATE");
    await tasks.json("dao vote", { advance: true });
    await tasks.json("dao queue", { advance: true });
    expect(await tasks.failure("dao execute")).to.equal("ALT_DAO_TOO_EARLY");
  });
});
