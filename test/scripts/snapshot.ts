import { expect } from "chai";
import { type Filter, type Log, type Provider, ZeroAddress } from "ethers";
import { type AtBlock, checkHoldings } from "../../scripts/snapshot/check.ts";
import { readLogs } from "../../scripts/snapshot/read-logs.ts";
import { snapshotCsv } from "../../scripts/snapshot/snapshot-story.ts";
import { ANNA, BERT, delegated, holdingsOf, moved, paid, voted } from "../clients/support/holding-events.ts";
import { failure } from "../helpers/failure.ts";

describe("a snapshot's file", () => {
  it("has a line an account, with the tokens of a collection", () => {
    const holdings = holdingsOf([
      ...[10n, 11n].map((tokenId) => moved(ZeroAddress, ANNA, tokenId)),
      moved(ZeroAddress, BERT, 2n),
    ]);
    expect(snapshotCsv("collection", holdings)).to.equal(
      `account,balance,votes,delegate,tokens\n${ANNA},2,0,,10 11\n${BERT},1,0,,2\n`,
    );
    expect(snapshotCsv("token", holdings)).to.contain(`account,balance,votes,delegate\n${ANNA},2,0,\n`);
  });
});

describe("checking a snapshot", () => {
  const holdings = holdingsOf([
    paid(ZeroAddress, ANNA, 7n),
    paid(ZeroAddress, BERT, 3n),
    delegated(BERT, ZeroAddress, BERT),
    voted(BERT, 0n, 3n),
  ]);
  const truth: AtBlock = {
    block: 9,
    balanceOf: async (account) => (account === ANNA ? 7n : 3n),
    votesOf: async (account) => (account === BERT ? 3n : 0n),
    totalSupply: async () => 10n,
  };

  it("takes what the contract says as well", async () => {
    const seen: number[] = [];
    await checkHoldings(holdings, truth, (checked) => seen.push(checked));
    expect(seen).to.deep.equal([2]);
  });

  it("refuses a supply, a balance or votes that the contract does not have", async () => {
    const refused = async (lie: Partial<AtBlock>) =>
      (await failure(checkHoldings(holdings, { ...truth, ...lie }), "ALT_SNAPSHOT_MISMATCH")).figures;
    expect(await refused({ totalSupply: async () => 11n })).to.deep.equal({
      block: 9,
      what: "the supply",
      told: 10n,
      actual: 11n,
    });
    const balance = await refused({ balanceOf: async (account) => (account === ANNA ? 8n : 3n) });
    expect(balance).to.include({ what: `the balance of ${ANNA}`, told: 7n, actual: 8n });
    const votes = await refused({ votesOf: async () => undefined });
    expect(votes).to.include({ what: `the votes of ${BERT}`, told: 3n, actual: 0n });
  });

  it("says where a node keeps no state that old, and lets a contract's own refusal through", async () => {
    const pruned = async () => Promise.reject(new Error("missing trie node"));
    await failure(checkHoldings(holdings, { ...truth, totalSupply: pruned }), "ALT_SNAPSHOT_NO_STATE");
    const refusal = Object.assign(new Error("reverted"), { data: "0x12345678" });
    const refuses = () => Promise.reject(refusal);
    const error = await checkHoldings(holdings, { ...truth, balanceOf: refuses }).catch((caught) => caught);
    expect(error).to.equal(refusal);
  });
});

describe("reading logs in chunks", () => {
  /** A node that has a log in every block, and answers for so many blocks at most. */
  function nodeUpTo(most: number, asked: [number, number][] = []) {
    return {
      asked,
      getLogs: async (search: Parameters<Provider["getLogs"]>[0]) => {
        const { fromBlock, toBlock } = search as Filter;
        const [from, to] = [Number(fromBlock), Number(toBlock)];
        asked.push([from, to]);
        if (to - from + 1 > most) throw new Error("range too large");
        return Array.from({ length: to - from + 1 }, (_, i) => ({ blockNumber: from + i }) as Log);
      },
    };
  }

  it("gets each block once and in order, whatever a node grants", async () => {
    for (const most of [1, 7, 1_000, 1_000_000]) {
      const blocks: number[] = [];
      await readLogs(nodeUpTo(most), {}, { from: 100, to: 12_345 }, (logs) => {
        blocks.push(...logs.map(({ blockNumber }) => blockNumber));
      });
      expect(blocks).to.have.length(12_246);
      expect(blocks.every((number, place) => number === 100 + place)).to.equal(true);
    }
  });

  it("asks for more once a node granted more, and says how far it is", async () => {
    const { asked, getLogs } = nodeUpTo(1_000_000);
    const heights: number[] = [];
    await readLogs({ getLogs }, {}, { from: 0, to: 30_000 }, (_, upTo) => heights.push(upTo));
    expect(asked).to.deep.equal([
      [0, 4_999],
      [5_000, 14_999],
      [15_000, 30_000],
    ]);
    expect(heights).to.deep.equal([4_999, 14_999, 30_000]);
  });

  it("throws what a node says of a single block, and reads nothing of an empty range", async () => {
    const error = await readLogs(nodeUpTo(0), {}, { from: 1, to: 3 }, () => {}).catch((caught) => caught);
    expect(error).to.have.property("message", "range too large");
    const { asked, getLogs } = nodeUpTo(1);
    await readLogs({ getLogs }, {}, { from: 2, to: 1 }, () => {});
    expect(asked).to.deep.equal([]);
  });
});
