import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { deployPhased, PHASE, PhaseKind, type PhaseSettings, settingsOf } from "../fixtures/collections.ts";
import { TaskRunner } from "./support/task-runner.ts";

const PRICE = parseEther("0.05");

describe("nft tasks of a sale", () => {
  let tasks: TaskRunner;
  let folder: string;
  const at = (name: string) => path.join(folder, name);

  before(async () => {
    tasks = await TaskRunner.deployed();
    folder = mkdtempSync(path.join(tmpdir(), "althing-sale-"));
  });
  afterEach(() => tasks.reset());
  after(() => rmSync(folder, { recursive: true }));

  /** A collection with such a phase, and what names it to a task. Its vouchers are account 2's. */
  async function sold(...phases: Partial<PhaseSettings>[]) {
    const whole = phases.map((phase) => ({ ...PHASE, ...phase }));
    const contract = await deployPhased(tasks.connection, whole, { signer: tasks.accounts[2] ?? "" });
    return { contract, collection: await contract.getAddress() };
  }

  it("sale shows what an open sale asks, and the phases of another", async () => {
    expect(await tasks.json("nft sale")).to.deep.include({
      sale: "open",
      mintPrice: String(parseEther("0.01")),
    });
    const { collection } = await sold({ end: 5n }, { start: 5n, walletLimit: 3n, price: PRICE });
    await tasks.json("nft mint", { collection, count: 2n });
    const shown = await tasks.json("nft sale", { collection });
    expect(shown).to.deep.include({ sale: "phases", left: "1", minted: "2", account: tasks.accounts[0] });
    expect(shown.open).to.deep.include({ number: 1, kind: "public", price: String(PRICE), limit: "3" });
    const text = await tasks.text("nft sale", { collection, account: "1" });
    expect(text).to.match(/1 +│ public.*│ 0.05 ETH +│ +3 +│ open/);
    expect(text).to.contain("no end").and.to.contain(`${tasks.accounts[1]} may mint 3 more`);
    expect(await tasks.failure("nft sale", { collection: "Cats" })).to.equal("ALT_NFT_COLLECTION");
    const given = await tasks.connection.ethers.deployContract("PlainCollection", [
      settingsOf(tasks.accounts[0] ?? ""),
      [],
    ]);
    expect(await tasks.failure("nft sale", { collection: await given.getAddress() })).to.equal(
      "ALT_NFT_NOT_SOLD",
    );
  });

  it("mint --list mints by the signer's line, at its price or the one given", async () => {
    const [first, second, third] = tasks.accounts as [string, string, string];
    const list = at("allowlist.csv");
    writeFileSync(list, `account,limit,price\n${first},,\n${second},1,0\n`);
    const tree = StandardMerkleTree.of(
      [
        [first, 2n, PRICE],
        [second, 1n, 0n],
      ],
      ["address", "uint256", "uint256"],
    );
    const { collection } = await sold({ kind: PhaseKind.Allowlist, root: tree.root, walletLimit: 2n });
    const minted = await tasks.json("nft mint", { collection, list, price: "0.05", count: 2n, to: third });
    expect(minted).to.deep.include({ tokenIds: ["1", "2"], owner: third, paid: String(2n * PRICE) });
    const free = await tasks.json("nft mint", { collection, list, price: "0.05", from: "1" });
    expect(free).to.deep.include({ tokenIds: ["3"], paid: "0" });
    const again = { collection, list, price: "0.05" };
    expect(await tasks.failure("nft mint", again)).to.equal("ALT_NFT_LIMIT");
    expect(await tasks.failure("nft mint", { ...again, from: "2" })).to.equal("ALT_NFT_NO_ENTRY");
    expect(await tasks.failure("nft mint", { ...again, price: "0.04" })).to.equal("ALT_NFT_LIST");
    expect(await tasks.failure("nft mint", { collection })).to.equal("ALT_NFT_NOT_PUBLIC");
    writeFileSync(at("broken.csv"), "account,limit\nnobody,1\n");
    expect(await tasks.failure("nft mint", { ...again, list: at("broken.csv") })).to.equal("ALT_CONFIG_LIST");
    const open = await sold({});
    expect(await tasks.failure("nft mint", { ...again, collection: open.collection })).to.equal(
      "ALT_NFT_PHASE_KIND",
    );
  });

  it("voucher signs what mint --voucher mints by", async () => {
    const { collection } = await sold({ kind: PhaseKind.Signature });
    const [file, account] = [at("voucher.json"), "1"];
    const terms = { collection, account, limit: 2n, price: "0.05", from: "2" };
    const signed = await tasks.json("nft voucher", { ...terms, out: file });
    expect(signed).to.deep.include({
      file,
      account: tasks.accounts[1],
      limit: "2",
      deadline: String(PHASE.end),
    });
    const use = { collection, voucher: file, from: "1" };
    const minted = await tasks.json("nft mint", { ...use, count: 2n });
    expect(minted).to.deep.include({ tokenIds: ["1", "2"], paid: String(2n * PRICE) });
    expect(await tasks.failure("nft mint", use)).to.equal("ALT_NFT_LIMIT");
    expect(await tasks.failure("nft mint", { ...use, from: "3" })).to.equal("ALT_NFT_FILE");
    expect(await tasks.failure("nft mint", { ...use, list: "a.csv" })).to.equal("ALT_NFT_MINT_WAYS");
    expect(await tasks.failure("nft mint", { ...use, voucher: at("none.json") })).to.equal(
      "ALT_FILE_NOT_FOUND",
    );
    const forged = { ...(JSON.parse(readFileSync(file, "utf8")) as object), limit: "3" };
    writeFileSync(at("forged.json"), JSON.stringify(forged));
    expect(await tasks.failure("nft mint", { ...use, voucher: at("forged.json") })).to.equal(
      "ALT_NFT_VOUCHER",
    );
    expect(await tasks.failure("nft voucher", { ...terms, from: "1" })).to.equal("ALT_NFT_NOT_SIGNER");
    expect(await tasks.failure("nft voucher", { ...terms, phase: "1" })).to.equal("ALT_NFT_PHASE_UNKNOWN");
    const short = await tasks.json("nft voucher", { ...terms, hours: 1n, out: file });
    const { provider } = tasks.connection.ethers;
    const { timestamp = 0 } = (await provider.getBlock("latest")) ?? {};
    expect(short).to.deep.include({ deadline: String(timestamp + 3_600) });
  });

  it("show and transfer reach any collection", async () => {
    const { contract, collection } = await sold({});
    await tasks.json("nft mint", { collection });
    expect(await tasks.text("nft show", { collection, token: 1n })).to.contain("ipfs://metadata/1.json");
    expect(await tasks.failure("nft show", { collection, token: 1n, svg: "-" })).to.equal("ALT_NFT_PICTURE");
    await tasks.json("nft transfer", { collection, to: "treasury", token: 1n });
    expect(await contract.ownerOf(1n)).to.equal(tasks.addresses.treasury);
    expect(await tasks.failure("nft carve", { collection, tokens: [1n] })).to.equal("ALT_NFT_MODULE");
  });

  it("commit keeps a seed, and reveal draws and reveals with it, once", async () => {
    const uri = "ipfs://files/";
    const out = at("reveal.json");
    const committed = await tasks.json("nft commit", { uri, out });
    expect(await tasks.json("nft commit", { uri, out })).to.deep.equal(committed);
    expect(statSync(out).mode & 0o777).to.equal(0o600);
    expect(await tasks.failure("nft commit", { uri: "ipfs://others/", out })).to.equal("ALT_NFT_SECRET_KEPT");
    const { contract, collection, notBefore } = await revealed(String(committed.commitment));
    const named = { collection, secret: out };
    expect(await tasks.failure("nft reveal", named)).to.equal("ALT_NFT_REVEAL_EARLY");
    await tasks.connection.networkHelpers.time.increaseTo(notBefore);
    const other = at("other.json");
    await tasks.json("nft commit", { uri, out: other });
    expect(await tasks.failure("nft reveal", { ...named, secret: other })).to.equal("ALT_NFT_SECRET");
    expect(await contract.entropy()).to.equal(ZeroHash);
    const drawn = await tasks.json("nft reveal", { collection, from: "3" });
    expect(drawn).to.deep.include({ revealed: false, entropy: await contract.entropy() });
    const done = await tasks.json("nft reveal", named);
    expect(done).to.deep.include({ revealed: true, entropy: drawn.entropy });
    expect(await contract.tokenURI(1n)).to.equal(`${uri}${await contract.metadataIdOf(1n)}.json`);
    expect((await tasks.json("nft reveal", named)).transactions).to.deep.equal({});
    expect(await tasks.failure("nft reveal", { secret: out })).to.equal("ALT_NFT_MODULE");
  });

  async function revealed(commitment: string) {
    const { ethers, networkHelpers } = tasks.connection;
    const notBefore = BigInt(await networkHelpers.time.latest()) + 3_600n;
    const secret = { commitment, notBefore, unrevealedURI: "ipfs://sealed", suffix: ".json" };
    const args = [settingsOf(tasks.accounts[0] ?? ""), { mintPrice: 0n }, secret];
    const contract = await ethers.deployContract("RevealedCollection", args);
    await contract.mint(tasks.accounts[0] ?? "", 2n);
    return { contract, collection: await contract.getAddress(), notBefore };
  }
});
