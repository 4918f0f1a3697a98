import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { id, toBeHex } from "ethers";
import { type LocalNode, rpc, startNode } from "../../tools/local-node.ts";
import { sendForeignTransaction } from "../deploy/support.ts";
import { type RpcProxy, type SendHooks, startProxy } from "../support/rpc-proxy.ts";
import {
  deployedAt,
  documentOf,
  expectRefusal,
  newFolder,
  readCsv,
  runScript,
  type Scene,
  startScript,
} from "./support.ts";

/** Tokens that take three transactions of at most twenty. */
const COUNT = 45;

describe("scripts/mint.ts", () => {
  let node: LocalNode;
  let scene: Scene;
  let snapshot: unknown;
  let out: string;
  let proxy: RpcProxy | undefined;

  before(async () => {
    node = await startNode("anvil");
    scene = await deployedAt(node.url);
    snapshot = await rpc(node.url, "evm_snapshot");
  });

  beforeEach(async () => {
    await rpc(node.url, "evm_revert", [snapshot]);
    snapshot = await rpc(node.url, "evm_snapshot");
    out = newFolder();
  });

  afterEach(async () => {
    await proxy?.close();
    proxy = undefined;
  });

  after(() => node.stop());

  const mint = (settings: NodeJS.ProcessEnv) => runScript(scene, "mint", { MINT_OUT: out, ...settings });
  const mintJson = async (settings: NodeJS.ProcessEnv) =>
    documentOf(await mint({ MINT_JSON: "1", ...settings }));

  /** Runs the script through a proxy whose hooks may act on it at an exact transaction. */
  async function mintDisturbed(hooks: (act: (signal: NodeJS.Signals) => void) => SendHooks) {
    proxy = await startProxy(
      node.url,
      hooks((signal) => command.child.kill(signal)),
    );
    const env = { ...scene.env, ALTHING_LOCALHOST_URL: proxy.url };
    const command = startScript({ env }, "mint", { MINT_OUT: out, MINT_COUNT: String(COUNT) });
    return await command.ended;
  }

  async function supply(): Promise<number> {
    const data = id("totalSupply()").slice(0, 10);
    return Number(await rpc(node.url, "eth_call", [{ to: scene.addresses.collection, data }, "latest"]));
  }

  async function ownerOf(tokenId: number): Promise<string> {
    const data = id("ownerOf(uint256)").slice(0, 10) + toBeHex(tokenId, 32).slice(2);
    const owner = await rpc(node.url, "eth_call", [{ to: scene.addresses.collection, data }, "latest"]);
    return `0x${String(owner).slice(-40)}`;
  }

  it("mints as many as are asked for, in batches, and reports each token", async () => {
    const minted = await mintJson({ MINT_COUNT: String(COUNT), MINT_TO: "1" });
    expect(minted.tokenIds).to.have.length(COUNT);
    expect(minted.transactions).to.have.length(3);
    expect(minted.paid).to.equal("450000000000000000");
    const rows = readCsv(path.join(out, "tokens-1-45.csv"));
    expect(rows).to.have.length(COUNT);
    expect(rows.map(({ token }) => token)).to.deep.equal(minted.tokenIds);
    for (const row of [rows[0], rows[44]])
      expect(row?.owner?.toLowerCase()).to.equal(await ownerOf(Number(row?.token)));
    expect(readdirSync(out)).to.deep.equal(["tokens-1-45.csv"]);
    expect((await mintJson({ MINT_COUNT: "1" })).tokenIds).to.deep.equal(["46"]);
  });

  for (let number = 1; number <= 3; number++) {
    it(`mints none twice when killed after transaction ${number}, its answer unread`, async () => {
      const { signal } = await mintDisturbed((act) => ({
        after: async (sent) => {
          if (sent === number) act("SIGKILL");
          return sent !== number;
        },
      }));
      expect([signal, await supply()]).to.deep.equal(["SIGKILL", Math.min(COUNT, 20 * number)]);
      const minted = await mintJson({ MINT_COUNT: String(COUNT) });
      expect(minted.tokenIds).to.have.length(COUNT);
      expect([await supply(), minted.resumed]).to.deep.equal([COUNT, Math.min(COUNT, 20 * number)]);
      expect(readCsv(String(minted.report))).to.have.length(COUNT);
    });
  }

  it("sends a transaction again that never left the killed process", async () => {
    await mintDisturbed((act) => ({
      before: async (sent) => {
        if (sent === 2) act("SIGKILL");
        return sent !== 2;
      },
    }));
    expect(await supply()).to.equal(20);
    const minted = await mintJson({ MINT_COUNT: String(COUNT) });
    expect([await supply(), minted.resumed]).to.deep.equal([COUNT, 20]);
  });

  it("mints the rest with other nonces where a stranger took that of the killed transaction", async () => {
    await mintDisturbed((act) => ({
      before: async (sent) => {
        if (sent === 2) act("SIGKILL");
        return sent !== 2;
      },
    }));
    await sendForeignTransaction(node.url);
    const minted = await mintJson({ MINT_COUNT: String(COUNT) });
    expect(minted.transactions).to.have.length(3);
    expect(await supply()).to.equal(COUNT);
  });

  it("mints again what a reorg took, by the hash that is not there any more", async () => {
    const before = await rpc(node.url, "evm_snapshot");
    await mintDisturbed((act) => ({
      after: async (sent) => {
        if (sent === 3) act("SIGKILL");
        return sent !== 3;
      },
    }));
    await rpc(node.url, "evm_revert", [before]);
    expect(await supply()).to.equal(0);
    const minted = await mintJson({ MINT_COUNT: String(COUNT) });
    expect([await supply(), minted.resumed]).to.deep.equal([COUNT, 0]);
  });

  it("stops at Ctrl-C once the transaction in hand is mined, and goes on", async () => {
    const stopped = await mintDisturbed((act) => ({
      after: async (sent) => {
        if (sent === 2) act("SIGINT");
        return true;
      },
    }));
    expect([stopped.status, stopped.signal]).to.deep.equal([130, null]);
    expect(stopped.stderr).to.contain("Stopped after 40 of 45").and.to.contain("(ALT_SCRIPT_STOPPED)");
    expect(await supply()).to.equal(40);
    expectRefusal(await mint({ MINT_COUNT: "44" }), "ALT_MINT_OTHER_PLAN");
    const minted = await mint({ MINT_COUNT: String(COUNT) });
    expect(minted.stdout).to.contain("#1 to #45 (40 of them before)");
    expect([await supply(), existsSync(path.join(out, "journal.jsonl"))]).to.deep.equal([COUNT, false]);
  });

  it("mints a folder once, then what was added, and says that pictures on chain need none", async () => {
    const folder = newFolder();
    const add = (name: string) => {
      writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ name: `Shield ${name}` }));
      writeFileSync(path.join(folder, `${name}.png`), name);
    };
    for (const name of ["1", "2", "10"]) add(name);
    const first = await mint({ MINT_FOLDER: folder });
    expect(first.stdout).to.match(/Minted +#1 #2 #3\n/);
    expect(first.stdout).to.contain(`those of ${folder} are not used`);
    expect(await mintJson({ MINT_FOLDER: folder })).to.deep.include({ resumed: 3 });
    expect(await supply()).to.equal(3);
    add("11");
    await mintJson({ MINT_FOLDER: folder });
    expect(await supply()).to.equal(4);
    const rows = readCsv(path.join(out, "tokens.csv"));
    expect(rows.map(({ token, item }) => [token, item])).to.deep.equal([
      ["1", "1"],
      ["2", "2"],
      ["3", "10"],
      ["4", "11"],
    ]);
  });

  it("refuses with one line, before it sends anything", async () => {
    expectRefusal(await mint({ MINT_CONUT: "5" }), "ALT_SCRIPT_SETTING_UNKNOWN");
    expectRefusal(await mint({ MINT_COUNT: "five" }), "ALT_SCRIPT_SETTING_INVALID");
    expectRefusal(await mint({ MINT_COUNT: "0" }), "ALT_NFT_QUANTITY");
    expectRefusal(await mint({ MINT_COUNT: "10001" }), "ALT_NFT_SOLD_OUT");
    expectRefusal(await mint({ MINT_TO: "0x12" }), "ALT_ADDRESS_INVALID");
    expectRefusal(await mint({ MINT_FOLDER: newFolder() }), "ALT_MINT_FOLDER");
    const error = await mint({ MINT_COUNT: "0", MINT_JSON: "1" });
    expect(JSON.parse(error.stdout)).to.have.nested.property("error.code", "ALT_NFT_QUANTITY");
    expect(await supply()).to.equal(0);
    expect(existsSync(path.join(out, "journal.jsonl"))).to.equal(false);
  });
});
