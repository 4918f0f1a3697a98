import { expect } from "chai";
import { judgeHead, newestStanding, nextPiece, witnessFor } from "../../../relay/domain/follow.ts";
import type { BlockRef, LinkedBlock } from "../../../relay/ports.ts";
import { blockHash } from "../support/samples.ts";

const CURSOR = ref(10);

describe("What the chain's head says of what was taken in", () => {
  const cases = [
    ["nothing new", head(10), 2, undefined, "same"],
    ["growth, of itself, by its parent", head(11), 2, undefined, "grown"],
    ["growth, where the chain still has the cursor", head(14), 2, ref(10), "grown"],
    ["a reorg, at the same height", head(10, "x"), 2, undefined, "changed"],
    ["a reorg, where the chain has another block for the cursor", head(14, "x"), 2, ref(10, "x"), "changed"],
    ["a reorg, where the next block has another parent", head(11, "x"), 2, ref(10, "x"), "changed"],
    ["a reorg, where it is lower and another than on record", head(8, "x"), 2, ref(8, "x"), "changed"],
    ["that it is behind, where it is lower and on record", head(8), 2, ref(8), "behind"],
    [
      "that it is behind, where it is lower and nothing is known of that height",
      head(3),
      2,
      undefined,
      "behind",
    ],
    [
      "that it is behind, where the cursor is not found though it is higher",
      head(14),
      2,
      undefined,
      "behind",
    ],
    ["a restored snapshot, where it is lower on a developer's chain", head(8), 0, undefined, "changed"],
    ["that it is behind, where a developer's chain has the cursor still", head(8), 0, ref(10), "behind"],
  ] as const;
  for (const [name, seen, depth, found, expected] of cases) {
    it(`is ${name}`, () => {
      const below = seen.number >= 8 ? ref(8) : undefined;
      const witness = witnessFor(seen, CURSOR, below, depth);
      expect(judgeHead(seen, CURSOR, witness, found, depth)).to.equal(expected);
    });
  }

  it("needs no other block where the head itself tells", () => {
    expect(witnessFor(head(11), CURSOR, undefined, 2)).to.equal(undefined);
    expect(witnessFor(head(10, "x"), CURSOR, undefined, 2)).to.equal(undefined);
  });
});

describe("The piece of chain to take in next", () => {
  const cases = [
    ["nothing where the chain ends before", 11, 10, 2, undefined],
    ["much of what is final, at once", 0, 100, 2, { from: 0, to: 49 }],
    ["up to the last final block", 60, 100, 2, { from: 60, to: 98 }],
    ["one block of what is not", 99, 100, 2, { from: 99, to: 99 }],
    ["all up to the head where everything is final", 60, 100, 0, { from: 60, to: 100 }],
    ["one block of a chain that is shorter than its finality", 0, 3, 12, { from: 0, to: 0 }],
  ] as const;
  for (const [name, from, newest, depth, expected] of cases) {
    it(`is ${name}`, () => {
      expect(nextPiece(from, { number: newest }, depth, 50)).to.deep.equal(expected);
    });
  }
});

describe("The newest block that stands", () => {
  const known = Array.from({ length: 4_096 }, (_, i) => ref(5_000 - i));

  for (const survivors of [5_000, 4_999, 4_997, 4_996, 4_000, 906, 905, 904]) {
    it(`is found in few looks where the chain has those up to ${survivors}`, async () => {
      let looks = 0;
      const found = await newestStanding(known, async ({ number }) => {
        looks += 1;
        return number <= survivors;
      });
      expect(found?.number).to.equal(survivors >= 905 ? survivors : undefined);
      expect(looks).to.be.at.most(25);
    });
  }

  it("is none where none is known", async () => {
    expect(await newestStanding([], async () => true)).to.equal(undefined);
  });
});

function ref(number: number, fork = ""): BlockRef {
  return { number, hash: blockHash(number, fork) };
}

function head(number: number, fork = ""): LinkedBlock {
  return { ...ref(number, fork), parentHash: blockHash(number - 1, fork), timestamp: 0n, shows: "none" };
}
