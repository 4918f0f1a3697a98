import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { startRelay, type TestRelay } from "../../testing/index.ts";
import { TaskRunner } from "./support/task-runner.ts";

const HALF = String(5n * 10n ** 17n);

describe("tasks of an organisation with mandates", () => {
  let tasks: TaskRunner;
  let relay: TestRelay;
  let folder: string;

  before(async function () {
    this.timeout(180_000);
    folder = mkdtempSync(path.join(tmpdir(), "althing-"));
    tasks = await TaskRunner.ofExample("company");
    for (const from of ["0", "1"]) await tasks.json("dao delegate", { from });
    await tasks.json("functions publish", { file: "functions/shares/shares.ts" });
    await tasks.json("functions admit", { id: 1n });
    expect(await tasks.json("dao fund", { amount: "2" })).to.include({ balance: String(2n * 10n ** 18n) });
    relay = await startRelay(tasks.connection, tasks.addresses);
  });

  after(async () => {
    await relay.stop();
    rmSync(folder, { recursive: true });
  });

  /** A proposal's module, as docs/dao.md has it: half an ether for one account, which another may refuse. */
  function fileOf(name: string, terms = "") {
    const file = path.join(folder, `${name}.mjs`);
    const [, guardian, contributor] = tasks.accounts;
    writeFileSync(
      file,
      `export default async ({ mandates }) => ({
        title: "Pay by shares, ${name}",
        calls: [await mandates.callToOpen({
          question: { functionId: 1n, endpoint: "payouts", args: [[["${contributor}", 3n]], ${HALF}n, ${HALF}n] },
          maxTotal: ${HALF}n,
          maxRecipients: 5,
          expiry: ${BigInt(Math.floor(Date.now() / 1_000)) + 30n * 86_400n}n,
          delay: 3_600n,
          guardian: "${guardian}",
          ${terms}
        })],
      });\n`,
    );
    return file;
  }

  async function pass(file: string): Promise<void> {
    await tasks.json("dao propose", { file });
    await tasks.json("dao vote", { advance: true });
    await tasks.json("dao vote", { from: "1" });
    await tasks.json("dao queue", { advance: true });
    await tasks.json("dao execute", { advance: true });
  }

  it("carry one from its vote to its payment", async () => {
    expect(await tasks.failure("dao mandate")).to.equal("ALT_DAO_NO_MANDATES");
    const file = fileOf("first");
    expect(await tasks.json("dao simulate", { proposal: file })).to.include({ succeeds: true });
    await pass(file);
    await relay.settle();
    expect(await tasks.text("dao mandate")).to.contain("npx hardhat dao carry 1");
    expect(await tasks.json("dao carry")).to.deep.include({ id: "1", state: "scheduled" });
    expect(await tasks.failure("dao carry")).to.equal("ALT_DAO_MANDATE_STATE");
    const balance = () => tasks.connection.ethers.provider.getBalance(String(tasks.accounts[2]));
    const before = await balance();
    const paid = await tasks.text("dao carry", { mandate: "1", advance: true, from: "1" });
    expect(paid).to.contain("It was paid: 0.5 ETH of at most 0.5 ETH to one recipient.");
    expect((await balance()) - before).to.equal(BigInt(HALF));
    expect(await tasks.json("dao carry"))
      .to.deep.include({ state: "paid" })
      .and.not.to.have.property("hash");
    const { mandates } = await tasks.json("dao mandates");
    expect((mandates as { state: string }[]).map(({ state }) => state)).to.deep.equal(["paid"]);
    expect(await tasks.text("dao mandates")).to.match(/paid.*0\.5 ETH/);
  });

  it("let its guardian refuse one, and nobody else", async () => {
    await pass(fileOf("second"));
    await relay.settle();
    await tasks.json("dao carry");
    expect(await tasks.failure("dao refuse")).to.equal("ALT_DAO_MANDATE_REFUSAL");
    expect(await tasks.json("dao refuse", { from: "1" })).to.deep.include({ id: "2", ending: "cancelled" });
    expect(await tasks.failure("dao refuse", { from: "1" })).to.equal("ALT_DAO_MANDATE_STATE");
    expect(await tasks.text("dao mandates")).to.contain("ended: cancelled");
    expect(await tasks.failure("dao mandate", { mandate: "7" })).to.equal("ALT_DAO_UNKNOWN_MANDATE");
  });

  it("refuse to propose one that could pay nothing", async () => {
    const file = fileOf("late", "expiry: 1n,");
    expect(await tasks.failure("dao propose", { file })).to.equal("ALT_DAO_MANDATE_EXPIRY");
    const crowd = fileOf("crowd", "maxRecipients: 101,");
    expect(await tasks.failure("dao propose", { file: crowd })).to.equal("ALT_DAO_MANDATE_RECIPIENTS");
  });

  it("list who votes, and who could", async () => {
    const found = await tasks.json("dao delegates");
    expect(found).to.deep.include({ supply: "3", delegated: "2", total: 2, decimals: 0 });
    const { items } = await tasks.json("dao delegates", { idle: true });
    expect(items).to.deep.equal([{ account: tasks.accounts[2], balance: "1" }]);
    const text = await tasks.text("dao delegates", { limit: 1n });
    expect(text)
      .to.match(/33\.33 %/)
      .and.to.contain("1 of 2, from 1 on")
      .and.to.contain("--idle");
  });
});

describe("tasks of an organisation without", () => {
  it("say that it has none", async () => {
    const tasks = await TaskRunner.deployed();
    expect(await tasks.failure("dao mandates")).to.equal("ALT_CLIENT_NOT_DEPLOYED");
    expect(await tasks.failure("token vesting")).to.equal("ALT_CLIENT_NOT_DEPLOYED");
    expect(await tasks.failure("token airdrops")).to.equal("ALT_CLIENT_NOT_DEPLOYED");
    const account = { account: "mandates" };
    expect(await tasks.failure("functions account", account)).to.equal("ALT_CLIENT_NOT_DEPLOYED");
  });
});
