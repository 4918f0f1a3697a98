import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { TaskRunner } from "./support/task-runner.ts";

const newPrice = {
  description: "Cheaper fuel",
  target: "router",
  function: "setFuelPrice(uint48)",
  args: "1",
};

describe("dao tasks of signed votes", () => {
  let tasks: TaskRunner;
  let folder: string;
  const at = (name: string) => path.join(folder, name);

  before(async () => {
    tasks = await TaskRunner.deployed();
    folder = mkdtempSync(path.join(tmpdir(), "althing-ballots-"));
  });
  afterEach(() => tasks.reset());
  after(() => rmSync(folder, { recursive: true }));

  async function signed(): Promise<string> {
    await tasks.json("dao delegate");
    await tasks.json("dao propose", newPrice);
    const out = at("ballot.json");
    expect(await tasks.text("dao ballot", { vote: "abstain", reason: "unsure", out })).to.contain(
      `npx hardhat dao cast ${path.relative(".", out)}`,
    );
    return out;
  }

  it("ballot signs what another account casts", async () => {
    const file = await signed();
    const { votes: weight } = await tasks.json("token balance");
    const cast = await tasks.json("dao cast", { file, from: "3", advance: true });
    expect(cast).to.deep.include({ voter: tasks.accounts[0], vote: "abstain", weight });
    expect(await tasks.failure("dao cast", { file, from: "3" })).to.equal("ALT_DAO_ALREADY_VOTED");
    expect(await tasks.failure("dao vote")).to.equal("ALT_DAO_ALREADY_VOTED");
  });

  it("cast refuses what was not signed for here, or is no ballot", async () => {
    const ballot = JSON.parse(readFileSync(await signed(), "utf8")) as Record<string, unknown>;
    const elsewhere = `0x${"11".repeat(20)}`;
    for (const change of [{ chainId: "1" }, { governor: elsewhere }, { vote: "yes" }, { signature: "0x1" }]) {
      writeFileSync(at("changed.json"), JSON.stringify({ ...ballot, ...change }));
      expect(await tasks.failure("dao cast", { file: at("changed.json") })).to.equal("ALT_DAO_BALLOT");
    }
    writeFileSync(at("changed.json"), "a ballot");
    expect(await tasks.failure("dao cast", { file: at("changed.json") })).to.equal("ALT_DAO_BALLOT");
    expect(await tasks.failure("dao cast", { file: at("none.json") })).to.equal("ALT_FILE_NOT_FOUND");
    expect(await tasks.failure("dao ballot", { vote: "yes" })).to.equal("ALT_DAO_VOTE_KIND");
  });
});
