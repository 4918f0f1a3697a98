import path from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { type LocalNode, startNode } from "../../tools/local-node.ts";
import {
  deployedAt,
  documentOf,
  expectRefusal,
  newFolder,
  readCsv,
  runScript,
  runTask,
  type Scene,
} from "./support.ts";

const PREMINT = parseEther("1000000");

describe("scripts/snapshot.ts", () => {
  let node: LocalNode;
  let scene: Scene;
  const accounts: string[] = [];

  before(async () => {
    node = await startNode("anvil");
    scene = await deployedAt(node.url);
    const listed = (await runTask(scene, "accounts")) as { accounts?: { address: string }[] };
    accounts.push(...(listed.accounts ?? []).map(({ address }) => address));
  });

  after(() => node.stop());

  async function snapshot(settings: NodeJS.ProcessEnv = {}) {
    const SNAPSHOT_FILE = path.join(newFolder(), "holders.csv");
    const env = { SNAPSHOT_FILE, SNAPSHOT_JSON: "1", ...settings };
    const document = documentOf(await runScript(scene, "snapshot", env));
    return { document, rows: readCsv(SNAPSHOT_FILE) };
  }

  it("lists who holds the token and with how many votes, at the head and at an older block", async () => {
    const before = await runTask(scene, "token", "transfer", "1", "400000");
    await runTask(scene, "dao", "delegate", "2");
    await runTask(scene, "token", "transfer", "3", "100000");
    const { document, rows } = await snapshot();
    expect(document).to.deep.include({
      of: "token",
      address: scene.addresses.token,
      supply: String(PREMINT),
      votes: String(parseEther("500000")),
      holders: 3,
    });
    const [first = "", second = "", third = "", fourth = ""] = accounts;
    expect(rows).to.deep.equal([
      { account: first, balance: String(parseEther("500000")), votes: "0", delegate: third },
      { account: second, balance: String(parseEther("400000")), votes: "0", delegate: "" },
      { account: fourth, balance: String(parseEther("100000")), votes: "0", delegate: "" },
      { account: third, balance: "0", votes: String(parseEther("500000")), delegate: "" },
    ]);
    const older = await snapshot({ SNAPSHOT_BLOCK: String(before.blockNumber) });
    expect(older.rows.map(({ balance, votes }) => [balance, votes])).to.deep.equal([
      [String(parseEther("600000")), "0"],
      [String(parseEther("400000")), "0"],
    ]);
    expect(older.document.block).to.equal(before.blockNumber);
  });

  it("lists the tokens of a collection by their holders", async () => {
    const minted = documentOf(
      await runScript(scene, "mint", { MINT_COUNT: "25", MINT_OUT: newFolder(), MINT_JSON: "1" }),
    );
    await runTask(scene, "nft", "transfer", "1", "7");
    const { document, rows } = await snapshot({ SNAPSHOT_OF: "collection" });
    expect(document).to.deep.include({ supply: "25", holders: 2, address: scene.addresses.collection });
    const kept = (minted.tokenIds as string[]).filter((tokenId) => tokenId !== "7");
    expect(rows.map(({ account, balance, tokens }) => [account, balance, tokens])).to.deep.equal([
      [accounts[0], "24", kept.join(" ")],
      [accounts[1], "1", "7"],
    ]);
  });

  it("shows people the largest holders, and refuses a block that is not there", async () => {
    const file = path.join(newFolder(), "holders.csv");
    const { status, stdout } = await runScript(scene, "snapshot", { SNAPSHOT_FILE: file });
    expect(status).to.equal(0);
    expect(stdout).to.contain(accounts[0]).and.to.contain("Checked");
    for (const block of ["999999", "yesterday", "-1"])
      expectRefusal(await runScript(scene, "snapshot", { SNAPSHOT_BLOCK: block }), "ALT_SNAPSHOT_BLOCK");
  });
});
