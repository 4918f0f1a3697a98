import { expect } from "chai";
import { resolveAddress, TokenClient } from "../../clients/index.ts";
import { findDeployment } from "../../deploy/find.ts";
import { failure } from "../helpers/failure.ts";
import { TaskRunner } from "./support/task-runner.ts";

describe("tasks in an organisation without an ERC-20", () => {
  let tasks: TaskRunner;

  before(async function () {
    this.timeout(120_000);
    tasks = await TaskRunner.ofExample("club");
  });

  afterEach(() => tasks.reset());

  it("say that it has none, and do nothing", async () => {
    const lacks = "ALT_CLIENT_NOT_DEPLOYED";
    for (const [name, args] of [
      ["token balance", {}],
      ["token vesting", {}],
      ["token transfer", { to: "1", amount: "1" }],
      ["token mint", { to: "1", amount: "1" }],
      // An account that is named by what is not there must not become the zero address.
      ["nft transfer", { to: "token", token: 1n }],
    ] as const)
      expect(await tasks.failure(name, args), name).to.equal(lacks);
    const { provider } = tasks.connection.ethers;
    expect(await provider.getTransactionCount(tasks.accounts[1] ?? "")).to.equal(0);
  });

  it("do what needs none", async () => {
    const { accounts } = await tasks.json("accounts");
    expect((accounts as object[])[0]).to.have.all.keys("address", "wei");
    expect(await tasks.json("nft mint", { count: 2n })).to.deep.include({ tokenIds: ["1", "2"] });
    expect(await tasks.json("dao power")).to.deep.include({ balance: "2", votes: "0", mayPropose: false });
  });

  it("and its clients refuse with the same code", async () => {
    const { ethers } = tasks.connection;
    const book = await findDeployment(tasks.connection);
    expect(book).to.deep.equal(tasks.addresses);
    const refused = await failure(
      (async () => new TokenClient(book, ethers.provider))(),
      "ALT_CLIENT_NOT_DEPLOYED",
    );
    expect(refused.figures).to.deep.equal({ contract: "token", setting: "token" });
    await failure((async () => resolveAddress(book, "token", "target"))(), "ALT_CLIENT_NOT_DEPLOYED");
    expect(resolveAddress(book, "ClubPass", "target")).to.equal(book.collection);
  });
});
