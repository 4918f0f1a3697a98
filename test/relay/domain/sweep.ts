import { expect } from "chai";
import { MAX_EXPIRIES } from "../../../relay/domain/calldata.ts";
import { timeAtLeast } from "../../../relay/domain/clock.ts";
import { expiryGasLimit, MAX_TRANSACTION_GAS } from "../../../relay/domain/gas.ts";
import { affordable, sweepSize } from "../../../relay/domain/sweep.ts";

const PRICE = 7n;

describe("The budget for expiries", () => {
  const cases = [
    ["all that is due where there is enough", 3, expiryGasLimit(3) * PRICE, 3],
    ["as many as it pays for", 3, expiryGasLimit(3) * PRICE - 1n, 2],
    ["the last one", 3, expiryGasLimit(1) * PRICE, 1],
    ["none where it does not pay for one", 3, expiryGasLimit(1) * PRICE - 1n, 0],
    ["none where it is overdrawn", 3, -1n, 0],
    ["none where none is due", 0, 10n ** 18n, 0],
  ] as const;
  for (const [name, due, left, expected] of cases) {
    it(`lets ${name} be expired`, () => {
      expect(affordable(due, left, PRICE)).to.equal(expected);
    });
  }

  it("bounds a transaction by its setting, and by what fits into one", () => {
    const sizes = [0, 5, 10_000].map((maxRequests) => sweepSize({ maxRequests, maxWeiPerDay: 0n }));
    expect(sizes.slice(0, 2)).to.deep.equal([0, 5]);
    expect(sizes[2]).to.be.within(5, MAX_EXPIRIES);
    expect(expiryGasLimit(sizes[2] ?? 0) <= MAX_TRANSACTION_GAS).to.equal(true);
  });
});

describe("The time that it is at least", () => {
  it("is the later of the chain's and the machine's", () => {
    expect([timeAtLeast(10n, 9_999), timeAtLeast(10n, 11_999)]).to.deep.equal([10n, 11n]);
  });
});
