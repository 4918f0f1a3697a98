import { expect } from "chai";
import { firstBid, type GasCaps, type GasFees, lowestCaps, raised } from "../../../relay/domain/fees.ts";

const GWEI = 10n ** 9n;

describe("Gas fees", () => {
  const bid = { maxFeePerGas: 1_000n, maxPriorityFeePerGas: 3n };
  const UP_TO_10K = { gasPriceCap: 10_000n, tipCap: 10_000n };
  const nothing = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };

  it("rise by more than a tenth in each part when a transaction is replaced", () => {
    expect(raised(bid, nothing, UP_TO_10K)).to.deep.equal({ maxFeePerGas: 1_126n, maxPriorityFeePerGas: 4n });
  });

  it("follow the network when that asks for more", () => {
    const asked = { maxFeePerGas: 2_000n, maxPriorityFeePerGas: 5n };
    expect(raised(bid, asked, UP_TO_10K)).to.deep.equal(asked);
  });

  it("go to the operator's cap at most", () => {
    const asked = { maxFeePerGas: 2_000n, maxPriorityFeePerGas: 1_900n };
    const atCap = { maxFeePerGas: 1_200n, maxPriorityFeePerGas: 1_200n };
    const caps = { gasPriceCap: 1_200n, tipCap: 10_000n };
    expect(raised(bid, asked, caps)).to.deep.equal(atCap);
    expect(firstBid(asked, caps)).to.deep.equal(atCap);
  });

  it("begin with a tip that can be raised once before it costs more than is paid back, and then offer all", () => {
    for (const tipCap of [1n, 2n, 9n, 10n, 1_000n, 2n * GWEI]) {
      const caps = { gasPriceCap: 100n * GWEI, tipCap };
      const asked = { maxFeePerGas: 10n * GWEI, maxPriorityFeePerGas: 3n * GWEI };
      const bids = everyRaise(firstBid(asked, caps), asked, caps);
      const all = { maxFeePerGas: caps.gasPriceCap, maxPriorityFeePerGas: tipCap };
      expect(bids.slice(1), `with a tip of ${tipCap} at most`).to.deep.equal([all]);
    }
  });

  it("offer all that is paid back where the tip cannot be raised again, since then nothing can", () => {
    const caps = { gasPriceCap: 10_000n, tipCap: 0n };
    const asked = { maxFeePerGas: 2_000n, maxPriorityFeePerGas: 900n };
    const all = { maxFeePerGas: 10_000n, maxPriorityFeePerGas: 0n };
    expect(firstBid(asked, caps)).to.deep.equal(all);
    expect(raised(all, asked, caps)).to.equal(undefined);
  });

  it("are capped by the least that a batch's requests pay back", () => {
    const caps = [
      { gasPriceCap: 7n, tipCap: 2n },
      { gasPriceCap: 5n, tipCap: 3n },
    ];
    expect(lowestCaps(caps)).to.deep.equal({ gasPriceCap: 5n, tipCap: 2n });
    expect(lowestCaps([])).to.equal(undefined);
  });

  it("stay where a cap forbids a raise that nodes would take", () => {
    expect(raised(bid, nothing, { ...UP_TO_10K, gasPriceCap: 1_125n })).to.equal(undefined);
    expect(raised(bid, nothing, { ...UP_TO_10K, tipCap: 3n })).to.equal(undefined);
  });

  it("keep the network's rule at every raise, whatever is asked for", () => {
    const caps = { gasPriceCap: 500n * GWEI, tipCap: 500n * GWEI };
    for (const asked of [nothing, { maxFeePerGas: 90n * GWEI, maxPriorityFeePerGas: GWEI }]) {
      const bids = everyRaise({ maxFeePerGas: 7n, maxPriorityFeePerGas: 0n }, asked, caps);
      expect(bids.length).to.be.greaterThan(15);
      bids.slice(1).forEach((next, index) => {
        expect(isReplacement(bids[index] as GasFees, next), `raise ${index}`).to.equal(true);
      });
    }
  });
});

/** A bid and all raises of it. */
function everyRaise(first: GasFees, asked: GasFees, caps: GasCaps): GasFees[] {
  const bids = [first];
  for (;;) {
    const next = raised(bids.at(-1) as GasFees, asked, caps);
    if (next === undefined) return bids;
    bids.push(next);
  }
}

/** What nodes ask of a replacement: a tenth more of either, and no tip above the whole. */
function isReplacement(last: GasFees, next: GasFees): boolean {
  const { maxFeePerGas: fee, maxPriorityFeePerGas: tip } = next;
  return fee * 10n >= last.maxFeePerGas * 11n && tip * 10n >= last.maxPriorityFeePerGas * 11n && tip <= fee;
}
