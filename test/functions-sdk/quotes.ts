import { expect } from "chai";
import quotes from "../../functions/quotes/quotes.ts";
import { sampleContext } from "../runtime/helpers/gauntlet.ts";

const NOW = sampleContext.timestamp;
const MAX_AGE = 600n;

describe("the quotes function", () => {
  it("gives the mean of what lies within three median deviations of the median", () => {
    expect(estimate([100n, 102n, 104n, 110n])).to.deep.equal({ price: 102n, spread: 19_607n, used: 3 });
    expect(estimate([100n, 102n, 104n, 108n])).to.deep.equal({ price: 103n, spread: 19_607n, used: 4 });
  });

  it("takes one quote for the price, and equal ones before all others", () => {
    expect(estimate([7n], 1n)).to.deep.equal({ price: 7n, spread: 0n, used: 1 });
    expect(estimate([7n, 7n, 7n, 8n])).to.deep.equal({ price: 7n, spread: 0n, used: 3 });
  });

  it("stays among the honest quotes as long as fewer than half are wrong", () => {
    const honest = [990n, 995n, 1_000n, 1_005n, 1_010n];
    for (const wrong of [1n, 500n, 985n, 1_015n, 2_000n, 10n ** 30n]) {
      const { price } = estimate([wrong, ...honest, wrong, wrong, wrong]);
      // Within three of the widest median deviation that honest quotes can show.
      expect(price >= 930n && price <= 1_070n, `${wrong} makes ${price}`).to.equal(true);
    }
  });

  it("does not depend on the order", () => {
    const prices = [5n, 1n, 4n, 3n, 2n, 900n];
    expect(estimate(prices)).to.deep.equal(estimate([...prices].reverse()));
  });

  it("counts quotes up to their last second, and prices above zero", () => {
    const aged = (age: bigint, price = 100n) => ({ price, at: NOW - age });
    const kept = call([aged(0n), aged(MAX_AGE), aged(MAX_AGE + 1n, 5n), aged(0n, 0n)], 2n);
    expect(kept).to.deep.equal({ price: 100n, spread: 0n, used: 2 });
  });

  it("says how many quotes there were, and how many it wanted, which is never none", () => {
    for (const [prices, least] of [
      [[1n, 2n], 3n],
      [[], 0n],
    ] as const) {
      const refused = () => estimate(prices, least);
      expect(refused)
        .to.throw()
        .with.property("revert")
        .deep.equal({ name: "TooFewQuotes", values: [prices.length, least] });
    }
  });

  it("tells the spread in millionths, below the whole however far the quotes lie apart", () => {
    expect(estimate([1n, 1_000n, 2_000n, 4_000n]).spread).to.equal(999_000n);
    expect(estimate([1n, 10n ** 7n, 2n ** 127n]).spread).to.equal(999_999n);
  });
});

function estimate(prices: readonly bigint[], least = 3n) {
  return call(
    prices.map((price) => ({ price, at: NOW })),
    least,
  );
}

function call(given: readonly { price: bigint; at: bigint }[], least: bigint) {
  // The sample answers at once; only the type allows for a promise.
  const result = quotes.endpoints.estimate(given, MAX_AGE, least, sampleContext);
  return result as { readonly price: bigint; readonly spread: bigint; readonly used: number };
}
