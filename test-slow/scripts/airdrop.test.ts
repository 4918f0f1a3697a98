import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Interface, parseEther } from "ethers";
import { type LocalNode, rpc, startNode } from "../../tools/local-node.ts";
import {
  deployedAt,
  documentOf,
  expectRefusal,
  newFolder,
  runScript,
  runTask,
  type Scene,
} from "./support.ts";

const LIST = 30;
const distributorAbi = new Interface([
  "function claim(uint256 round, uint256 index, address account, uint256 amount, bytes32[] proof)",
]);

describe("scripts/airdrop.ts", () => {
  let node: LocalNode;
  let scene: Scene;
  let settings: NodeJS.ProcessEnv;
  let accounts: string[];
  const out = newFolder();
  const file = path.join(newFolder(), "list.csv");

  before(async () => {
    node = await startNode("anvil");
    scene = await deployedAt(node.url);
    const listed = (await runTask(scene, "accounts")) as unknown as { accounts: { address: string }[] };
    accounts = listed.accounts.map(({ address }) => address);
    settings = { AIRDROP_FILE: file, AIRDROP_OUT: out };
    const others = Array.from({ length: LIST - 2 }, (_, i) => `0x${String(i + 1).padStart(40, "0")},1.5`);
    writeFileSync(
      file,
      ["account,amount", `${accounts[1]},10`, `${accounts[2]},20.25`, ...others].join("\n"),
    );
  });

  after(() => node.stop());

  const run = (more: NodeJS.ProcessEnv = {}) => runScript(scene, "airdrop", { ...settings, ...more });
  const json = async (more: NodeJS.ProcessEnv = {}) => documentOf(await run({ AIRDROP_JSON: "1", ...more }));
  const claimOf = (account = "") =>
    JSON.parse(readFileSync(path.join(out, "claims", `${account.toLowerCase()}.json`), "utf8"));
  const balanceOf = async (account: string) =>
    BigInt(String((await runTask(scene, "token", "balance", account)).balance));

  it("tells of each line that is not right, and prepares nothing", async () => {
    const bad = path.join(newFolder(), "bad.csv");
    const lines = ["account,amount", "0x12,1", `${accounts[1]},1`, `${accounts[1]},x`, `${accounts[1]},2`];
    writeFileSync(bad, lines.join("\n"));
    const refused = await run({ AIRDROP_FILE: bad });
    expectRefusal(refused, "ALT_AIRDROP_LINES");
    for (const line of [2, 4, 5]) expect(refused.stderr).to.contain(`bad.csv:${line}: `);
    expect(refused.stderr).not.to.contain("bad.csv:3: ");
    expectRefusal(await run({ AIRDROP_DO: "propose" }), "ALT_AIRDROP_NO_DISTRIBUTOR");
  });

  it("goes from a list through a vote to claims, by the script and by a front-end's transaction", async () => {
    expect(await json()).to.deep.include({ accounts: LIST, total: String(parseEther("72.25")) });
    expect(claimOf(accounts[1])).to.deep.include({ round: null, amount: String(parseEther("10")) });
    settings.AIRDROP_DISTRIBUTOR = String((await json({ AIRDROP_DO: "deploy" })).distributor);
    expectRefusal(await run({ AIRDROP_DO: "propose" }), "ALT_AIRDROP_TREASURY");
    await runTask(scene, "token", "transfer", "treasury", "100");
    await runTask(scene, "dao", "delegate");
    const proposed = await json({ AIRDROP_DO: "propose" });
    const again = await json({ AIRDROP_DO: "propose" });
    expect([proposed.before, again.before, again.proposal]).to.deep.equal([false, true, proposed.proposal]);
    expectRefusal(await run({ AIRDROP_DO: "claim", AIRDROP_FROM: "1" }), "ALT_AIRDROP_NOT_OPEN");
    for (const step of ["vote", "queue", "execute"]) await runTask(scene, "dao", step, "--advance");
    expectRefusal(await run({ AIRDROP_DO: "propose" }), "ALT_AIRDROP_OPEN");

    const claimed = await json({ AIRDROP_DO: "claim", AIRDROP_FROM: "1" });
    expect(claimed).to.deep.include({ account: accounts[1], amount: String(parseEther("10")), round: "0" });
    expect(await balanceOf("1")).to.equal(parseEther("10"));
    expectRefusal(await run({ AIRDROP_DO: "claim", AIRDROP_FROM: "1" }), "ALT_AIRDROP_CLAIMED");
    expectRefusal(await run({ AIRDROP_DO: "claim", AIRDROP_FROM: "5" }), "ALT_AIRDROP_NO_CLAIM");

    expect(await json()).to.deep.include({ round: "0", claimed: String(parseEther("10")) });
    const { round, index, account, amount, proof, distributor } = claimOf(accounts[2]);
    const data = distributorAbi.encodeFunctionData("claim", [round, index, account, amount, proof]);
    await rpc(node.url, "eth_sendTransaction", [{ from: accounts[3], to: distributor, data }]);
    expect(await balanceOf("2")).to.equal(parseEther("20.25"));
  });

  it("refuses a distributor of another organisation, and a file that is not there", async () => {
    const stranger = { AIRDROP_DISTRIBUTOR: scene.addresses.token };
    expectRefusal(await run(stranger), "ALT_AIRDROP_DISTRIBUTOR");
    expectRefusal(await run({ AIRDROP_FILE: "/nowhere.csv" }), "ALT_FILE_NOT_FOUND");
  });
});
