import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { type Document, TaskRunner } from "./support/task-runner.ts";

describe("dao propose and simulate: files, and what would happen", () => {
  let tasks: TaskRunner;
  let folder: string;

  before(async () => {
    tasks = await TaskRunner.deployed();
    folder = await mkdtemp(path.join(tmpdir(), "althing-"));
  });

  after(() => rm(folder, { recursive: true }));

  afterEach(() => tasks.reset());

  async function fileOf(name: string, text: string): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  }

  function mintJson(amount: string): string {
    const mint = { target: "token", function: "mint", args: [tasks.accounts[3], amount] };
    return JSON.stringify({ title: "Pay the third", text: "For the work", calls: [mint] });
  }

  it("a JSON file is proposed, tried out and found again", async () => {
    await tasks.json("dao delegate");
    const file = await fileOf("mint.json", mintJson("5"));
    const draft = await tasks.json("dao simulate", { proposal: file });
    expect(draft).to.include({ succeeds: true }).and.not.to.have.property("proposalId");
    const { id, description } = await tasks.json("dao propose", { file });
    expect(description).to.equal("Pay the third\n\nFor the work");
    const simulation = await tasks.json("dao simulate");
    expect(simulation).to.include({ succeeds: true, proposalId: id });
    const [call] = simulation.calls as Document[];
    expect(call?.sentence).to.equal(`Mint 0.000000000000000005 tokens to ${tasks.accounts[3]}`);
    expect(call?.changes).to.deep.equal([
      { kind: "tokens", token: tasks.addresses.token, account: tasks.accounts[3], amount: "5" },
    ]);
  });

  it("a module makes calls of typed clients", async () => {
    await tasks.json("dao delegate");
    const file = await fileOf(
      "spend.mjs",
      `export default ({ token, treasury, collection, addresses }) => ({
        title: "Spend",
        calls: [
          token.calls.mint("${tasks.accounts[4]}", ${parseEther("2")}n),
          treasury.calls.sendNft(addresses.collection, "${tasks.accounts[4]}", 1n),
          collection.calls.setMintPrice(7n),
        ],
      });`,
    );
    await tasks.json("nft mint", { to: "treasury" });
    const text = await tasks.text("dao simulate", { proposal: file });
    expect(text)
      .to.match(/Mint 2 tokens to 0x/)
      .and.match(/execution +succeeds/);
    expect(text).to.contain(`${tasks.accounts[4]}: +2 of token`);
    expect(text).to.contain(`token 1 of collection: treasury to ${tasks.accounts[4]}`);
    const { calls } = await tasks.json("dao propose", { file });
    expect(calls).to.have.length(3);
  });

  it("a module replaces phases of a sale, said in words", async () => {
    await tasks.json("dao delegate");
    const phase = `{ kind: 0n, start: 1800000000n, end: 1800000060n, walletLimit: 2n, price: 0n, root: "${ZeroHash}" }`;
    const file = await fileOf(
      "phases.mjs",
      `export default ({ phases }) => ({ title: "Later", calls: [phases.calls.setPhases(1n, [${phase}])] });`,
    );
    expect(await tasks.text("dao propose", { file })).to.contain(
      "Sell collection, from phase 1 on, so: to everybody for 0 ETH " +
        "from 2027-01-15 08:00:00 UTC until 2027-01-15 08:01:00 UTC, 2 each at most",
    );
  });

  it("simulate ends as failed where the proposal would, with the contract's error decoded", async () => {
    const tooMuch = await fileOf("too-much.json", mintJson(String(parseEther("100000000000"))));
    const { code, stdout } = await tasks.failed("dao simulate", { proposal: tooMuch });
    expect(code).to.equal("ALT_TOKEN_CAP");
    const document = JSON.parse(stdout) as {
      calls: { error: { revert: { name: string } }; outcome: string }[];
    };
    expect(document.calls[0]?.outcome).to.equal("failed");
    expect(document.calls[0]?.error.revert.name).to.equal("ERC20ExceededCap");
  });

  it("what is no proposal is refused with what is wrong", async () => {
    const failure = async (name: string, text: string) =>
      tasks.failure("dao propose", { file: await fileOf(name, text) });
    expect(await failure("no.json", "{")).to.equal("ALT_CLIENT_JSON");
    expect(await failure("empty.json", '{ "title": "Nothing", "calls": [] }')).to.equal("ALT_DAO_FILE");
    expect(await failure("wrong.mjs", "export default 5;")).to.equal("ALT_DAO_FILE");
    expect(await tasks.failure("dao propose", { file: path.join(folder, "none.json") })).to.equal(
      "ALT_DAO_FILE",
    );
    const misspelt = '{ "title": "No", "calls": [{ "target": "token", "function": "mind" }] }';
    expect(await failure("misspelt.json", misspelt)).to.equal("ALT_DAO_UNKNOWN_METHOD");
    const nameless = { target: "token", function: "burn", args: "1" };
    expect(await tasks.failure("dao propose", nameless)).to.equal("ALT_DAO_NO_TITLE");
    expect(await tasks.failure("dao simulate")).to.equal("ALT_DAO_NO_PROPOSALS");
  });
});
