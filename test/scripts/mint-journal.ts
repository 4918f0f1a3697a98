import { appendFileSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { MintJournal, type MintPlan, type Sending } from "../../scripts/mint/journal.ts";
import { openJournal } from "../../scripts/mint/open-journal.ts";
import { mintReport } from "../../scripts/mint/report.ts";
import { failure } from "../helpers/failure.ts";

const plan: MintPlan = { chainId: "31337", chain: "one", collection: "0xc0", to: "0xaa", quantity: 5 };
const minted = { hash: "0x01", block: 7, paid: "20", owner: "0xaa" };

const newFile = () =>
  path.join(mkdtempSync(path.join(tmpdir(), "althing-journal-")), "deep", "journal.jsonl");
const sending = (batch: number, items?: readonly string[]): Sending => ({
  batch,
  sender: "0xaa",
  nonce: 3 + batch,
  quantity: 2,
  target: "0xc0",
  data: "0x12",
  ...(items && { items }),
});

describe("journal of a mint", () => {
  it("has each entry on the disk at once, and knows it again", () => {
    const file = newFile();
    const journal = MintJournal.open(file);
    expect([journal.plan, journal.batches, journal.nextBatch]).to.deep.equal([undefined, [], 1]);
    journal.append({ type: "plan", ...plan });
    journal.append({ type: "sending", ...sending(1) });
    expect(readFileSync(file, "utf8").split("\n")).to.have.length(3);
    journal.append({ type: "sent", batch: 1, hash: "0x01" });
    journal.append({ type: "minted", batch: 1, ...minted, tokenIds: ["1", "2"] });
    journal.append({ type: "sending", ...sending(2) });
    const again = MintJournal.open(file);
    expect(again.plan).to.deep.include(plan);
    expect(again.batches).to.deep.equal([
      { ...sending(1), hash: "0x01", minted: { batch: 1, ...minted, tokenIds: ["1", "2"] } },
      sending(2),
    ]);
    expect(again.nextBatch).to.equal(3);
  });

  it("forgets a batch that is void, and never gives its number again", () => {
    const journal = MintJournal.open(newFile());
    journal.append({ type: "sending", ...sending(1) });
    journal.append({ type: "void", batch: 1 });
    expect([journal.batches, journal.nextBatch]).to.deep.equal([[], 2]);
  });

  it("drops half a line that a killed process left, and refuses a line that is broken within", async () => {
    const file = newFile();
    MintJournal.open(file).append({ type: "plan", ...plan });
    appendFileSync(file, '{"type":"sending","ba');
    const journal = MintJournal.open(file);
    expect(journal.batches).to.deep.equal([]);
    journal.append({ type: "sending", ...sending(1) });
    expect(MintJournal.open(file).batches).to.deep.equal([sending(1)]);
    appendFileSync(file, "{nonsense}\n");
    const { figures } = await failure((async () => MintJournal.open(file))(), "ALT_MINT_JOURNAL_INVALID");
    expect(figures).to.deep.equal({ file, line: 3 });
  });

  it("is gone once it is removed", () => {
    const journal = MintJournal.open(newFile());
    journal.append({ type: "plan", ...plan });
    journal.remove();
    expect([existsSync(journal.file), journal.plan]).to.deep.equal([false, undefined]);
  });

  it("becomes a report with a line for each token, and the item that it was made from", () => {
    const journal = MintJournal.open(newFile());
    journal.append({ type: "sending", ...sending(1, ["owl", "fox, red"]) });
    journal.append({ type: "minted", batch: 1, ...minted, tokenIds: ["8", "9"] });
    expect(mintReport(journal.batches)).to.equal(
      'token,item,owner,transaction,block,transaction paid (wei)\n8,owl,0xaa,0x01,7,20\n9,"fox, red",0xaa,0x01,7,20\n',
    );
  });
});

describe("journal that a run of a mint opens", () => {
  const said: string[] = [];
  const open = async (file: string, wanted: Partial<MintPlan> = {}, asked: bigint[] = []) => {
    const { quantity, to, folder, ...place } = { ...plan, ...wanted };
    const chain = {
      identity: async () => place,
      requireMintable: async (wei: bigint) => void asked.push(wei),
    };
    return openJournal(chain, file, { quantity, to, ...(folder && { folder }) }, (line) => said.push(line));
  };

  it("is new where there is none, once the chain has seen that so many can be minted", async () => {
    const asked: bigint[] = [];
    const file = newFile();
    await open(file, {}, asked);
    expect(MintJournal.open(file).plan).to.deep.include(plan);
    await open(file, {}, asked);
    expect(asked).to.deep.equal([5n]);
  });

  it("is refused where it tells of another mint that is not over", async () => {
    const file = newFile();
    await open(file);
    for (const other of [{ quantity: 6 }, { to: "0xbb" }, { collection: "0xc1" }, { folder: "/art" }]) {
      const { figures } = await failure(open(file, other), "ALT_MINT_OTHER_PLAN");
      expect(figures).to.deep.include({ quantity: 5, to: "0xaa", collection: "0xc0" });
    }
  });

  it("takes what was added to a folder since", async () => {
    const file = newFile();
    await open(file, { folder: "/art" });
    expect((await open(file, { folder: "/art", quantity: 9 })).plan.quantity).to.equal(9);
  });

  it("begins anew on a local node that was restarted, and nowhere else", async () => {
    const file = newFile();
    (await open(file)).journal.append({ type: "sending", ...sending(1) });
    const { journal } = await open(file, { chain: "two" });
    expect(journal.batches).to.deep.equal([]);
    expect(said).to.have.length(1);
    const abroad = newFile();
    await open(abroad, { chainId: "1" });
    await failure(open(abroad, { chainId: "1", chain: "two" }), "ALT_MINT_OTHER_PLAN");
  });
});
