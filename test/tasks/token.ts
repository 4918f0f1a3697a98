import { expect } from "chai";
import { parseEther } from "ethers";
import { failureWithoutDeployment, TaskRunner } from "./support/task-runner.ts";

describe("token tasks", () => {
  let tasks: TaskRunner;
  let accounts: readonly string[];

  before(async () => {
    tasks = await TaskRunner.deployed();
    accounts = tasks.accounts;
  });

  afterEach(() => tasks.reset());

  it("transfer and balance: amounts are written as people write them", async () => {
    const sent = await tasks.json("token transfer", { to: "1", amount: "2.5" });
    expect(sent).to.deep.include({ from: accounts[0], to: accounts[1], amount: String(parseEther("2.5")) });
    const held = await tasks.json("token balance", { account: accounts[1] });
    expect(held).to.deep.equal({ account: accounts[1], balance: String(parseEther("2.5")), votes: "0" });
  });

  it("balance says that tokens which nobody delegated give no votes", async () => {
    expect(await tasks.text("token balance")).to.match(/delegated to +nobody.*dao delegate/);
  });

  it("mint proposes what only the DAO may do", async () => {
    await tasks.json("dao delegate");
    await tasks.json("token mint", { to: "3", amount: "5", description: "For the third" });
    await tasks.json("dao vote", { advance: true });
    await tasks.json("dao queue", { advance: true });
    await tasks.json("dao execute", { advance: true });
    const { balance } = await tasks.json("token balance", { account: "3" });
    expect(balance).to.equal(String(parseEther("5")));
  });

  it("end with a code that says what was wrong", async () => {
    expect(await tasks.failure("token transfer", { to: "bob", amount: "1" })).to.equal("ALT_ADDRESS_INVALID");
    expect(await tasks.failure("token transfer", { to: "1", amount: "1,5" })).to.equal("ALT_CLIENT_AMOUNT");
    const poor = { to: "0", amount: "1", from: "1" };
    expect(await tasks.failure("token transfer", poor)).to.equal("ALT_TOKEN_BALANCE");
    const stranger = { from: tasks.addresses.router };
    expect(await tasks.failure("token balance", stranger)).to.equal("ALT_CLIENT_UNKNOWN_SIGNER");
    expect(await tasks.failure("token balance", { account: "99" })).to.equal("ALT_CLIENT_UNKNOWN_SIGNER");
    const mint = { to: "1", amount: "1" };
    expect(await tasks.failure("token mint", mint)).to.equal("ALT_DAO_PROPOSER_VOTES");
  });

  it("say that nothing is deployed", async () => {
    expect(await failureWithoutDeployment("token balance", {})).to.equal("ALT_DEPLOY_NOT_FOUND");
  });
});
