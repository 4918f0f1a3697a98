import { expect } from "chai";
import { gatherMs } from "../../../relay/domain/gather.ts";

const LIMITS = { maxReceipts: 3, waitMs: 1_000, deadlineMarginMs: 60_000 };
/** The chain's clock, in Unix seconds, and the relay's. */
const TIMESTAMP = 100n;
const NOW = 100_000;

describe("How long a batch is held back for others", () => {
  const cases = [
    ["not at all while nothing else is being executed", [ready()], 0, 0],
    ["as long as it may while others are being executed", [ready()], 1, 1_000],
    ["counted from the first that was executed", [ready({ executedAt: NOW - 300 }), ready()], 9, 700],
    ["no longer than it may", [ready({ executedAt: NOW - 1_000 })], 1, 0],
    ["no longer than it may where the clock went back", [ready({ executedAt: NOW + 9_000 })], 1, 1_000],
    ["not at all once it is full", [ready(), ready(), ready()], 1, 0],
    ["not at all for one that failed before and goes alone", [ready({ attempts: 1 })], 1, 0],
    ["not at all near a deadline", [ready(), ready({ deadline: 160n })], 1, 0],
    ["not at all past a deadline", [ready({ deadline: 99n })], 1, 0],
  ] as const;
  for (const [name, requests, executing, expected] of cases) {
    it(`is ${name}`, () => {
      expect(gatherMs(requests, { executing, now: NOW, timestamp: TIMESTAMP }, LIMITS)).to.equal(expected);
    });
  }

  it("is the time that a deadline leaves where that is less", () => {
    const load = { executing: 1, now: NOW, timestamp: TIMESTAMP };
    const limits = { ...LIMITS, waitMs: 5_000 };
    expect(gatherMs([ready({ deadline: 162n })], load, limits)).to.equal(2_000);
  });

  it("is nothing where the operator sets nothing", () => {
    const load = { executing: 1, now: NOW, timestamp: TIMESTAMP };
    expect(gatherMs([ready()], load, { ...LIMITS, waitMs: 0 })).to.equal(0);
  });
});

function ready({ deadline = 2_000n, executedAt = NOW, attempts = 0 } = {}) {
  return { header: { deadline }, executedAt, attempts };
}
