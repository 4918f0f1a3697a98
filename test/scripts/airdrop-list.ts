import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { parseEther, toBeHex, ZeroAddress } from "ethers";
import { claimFile, writeClaims } from "../../scripts/airdrop/claim-files.ts";
import { parseList } from "../../scripts/airdrop/list.ts";
import { airdropOf } from "../../scripts/airdrop/tree.ts";
import { failure } from "../helpers/failure.ts";

const ANNA = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const BERT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

describe("list of an airdrop", () => {
  it("is read with names of columns or without, in tokens, to the last of 18 decimals", () => {
    const expected = [
      { account: ANNA, amount: parseEther("12.5") },
      { account: BERT, amount: 1n },
    ];
    const bare = `${ANNA},12.5\r\n${BERT.toLowerCase()}, 0.000000000000000001\r\n`;
    expect(parseList(bare, "refuse")).to.deep.equal({ entries: expected, faults: [] });
    const named = `name,Amount,Account\n"Anna, first",12.5,${ANNA}\n\nBert,0.000000000000000001,${BERT}`;
    expect(parseList(named, "refuse")).to.deep.equal({ entries: expected, faults: [] });
  });

  it("tells of every line that is not right, by its number", () => {
    const lines = [
      "account,amount",
      `${ANNA},1`,
      "0x12,1",
      `${BERT},1.2.3`,
      "",
      `${BERT}`,
      `${BERT},-1`,
      `${BERT},1e3`,
      `${BERT},0.0`,
      `${BERT},0.0000000000000000001`,
      `${ZeroAddress},1`,
      // One letter's case differs: a typing error that the checksum finds.
      `${ANNA.replace("F", "f")},1`,
      `${BERT},`,
      "anna.eth,1",
      `${BERT},1`,
    ];
    const { entries, faults } = parseList(lines.join("\n"), "refuse", (account) =>
      account === BERT ? "token" : undefined,
    );
    expect(entries).to.deep.equal([{ account: ANNA, amount: parseEther("1") }]);
    expect(faults.map(({ line }) => line)).to.deep.equal([3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(faults.at(-1)?.fault).to.equal(`${BERT} is the token contract`);
  });

  it("refuses an account's second line with the number of its first, or adds them up", () => {
    const text = `${ANNA},1\n${BERT},2\n${ANNA.toLowerCase()},3\n${ANNA},4`;
    const { faults } = parseList(text, "refuse");
    expect(faults).to.deep.equal([
      { line: 3, fault: `${ANNA} stands in line 1 already` },
      { line: 4, fault: `${ANNA} stands in line 1 already` },
    ]);
    expect(parseList(text, "merge")).to.deep.equal({
      entries: [
        { account: ANNA, amount: parseEther("8") },
        { account: BERT, amount: parseEther("2") },
      ],
      faults: [],
    });
  });

  it("says that it is empty", () => {
    for (const text of ["", "\n\n", "account,amount\n"])
      expect(parseList(text, "refuse").faults).to.have.length(1);
  });
});

describe("tree of an airdrop", () => {
  const entries = Array.from({ length: 9 }, (_, i) => ({
    account: toBeHex(i + 1, 20),
    amount: BigInt(10 + i),
  }));

  it("has a proof for each account, which OpenZeppelin's own check takes", () => {
    const { root, total, claims } = airdropOf(entries);
    expect(total).to.equal(126n);
    for (const { index, account, amount, proof } of claims) {
      const leaf = [index, account, amount];
      const types = ["uint256", "address", "uint256"];
      expect(StandardMerkleTree.verify(root, types, leaf, [...proof])).to.equal(true);
      expect(StandardMerkleTree.verify(root, types, [index, account, amount + 1n], [...proof])).to.equal(
        false,
      );
    }
    expect(claims.map(({ index }) => index)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("is of one account too, and of no more than a round holds", async () => {
    expect(airdropOf(entries.slice(0, 1)).claims[0]?.proof).to.deep.equal([]);
    const tooMuch = entries.map(({ account }) => ({ account, amount: 2n ** 207n }));
    await failure((async () => airdropOf(tooMuch))(), "ALT_CLIENT_RANGE");
  });

  it("is written as a file for each account, and none is left of a list before", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "althing-claims-"));
    const place = { chainId: 1n, token: BERT, distributor: undefined, round: undefined };
    writeClaims(folder, airdropOf(entries), place);
    const airdrop = airdropOf([{ account: ANNA, amount: 2n ** 100n }, ...entries.slice(0, 2)]);
    writeClaims(folder, airdrop, { ...place, distributor: ANNA, round: { number: 3n, expiry: 99n } });
    expect(readdirSync(path.join(folder, "claims"))).to.have.length(3);
    const file = claimFile(folder, ANNA);
    expect([path.basename(file), existsSync(file)]).to.deep.equal([`${ANNA.toLowerCase()}.json`, true]);
    expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal({
      chainId: "1",
      token: BERT,
      distributor: ANNA,
      round: "3",
      expiry: 99,
      root: airdrop.root,
      index: 0,
      account: ANNA,
      amount: String(2n ** 100n),
      proof: airdrop.claims[0]?.proof,
    });
    expect(JSON.parse(readFileSync(path.join(folder, "airdrop.json"), "utf8"))).to.deep.include({
      root: airdrop.root,
      total: String(airdrop.total),
      accounts: 3,
    });
  });
});
