import { expect } from "chai";
import { toBeHex } from "ethers";
import shares from "../../functions/shares/shares.ts";
import { sampleContext } from "../runtime/helpers/gauntlet.ts";

const [LOW, MIDDLE, HIGH] = [1n, 2n, 3n].map((n) => toBeHex(n, 20)) as [string, string, string];
const MOST = 1_000_000n;

describe("the shares function", () => {
  it("divides the pot by points, ascending by recipient", () => {
    const paid = payouts([points(HIGH, 1n), points(LOW, 3n), points(MIDDLE, 6n)], 100n);
    expect(paid).to.deep.equal([pay(LOW, 30n), pay(MIDDLE, 60n), pay(HIGH, 10n)]);
  });

  it("adds up what one account did, so that nobody is paid twice", () => {
    const paid = payouts([points(HIGH, 1n), points(LOW, 1n), points(HIGH, 2n)], 100n);
    expect(paid).to.deep.equal([pay(LOW, 25n), pay(HIGH, 75n)]);
  });

  it("rounds down, and leaves out who gets nothing", () => {
    const paid = payouts([points(LOW, 1n), points(MIDDLE, 1n), points(HIGH, 1n)], 100n);
    expect(paid).to.deep.equal([pay(LOW, 33n), pay(MIDDLE, 33n), pay(HIGH, 33n)]);
    expect(payouts([points(LOW, 1n), points(HIGH, 1000n)], 100n)).to.deep.equal([pay(HIGH, 99n)]);
  });

  it("pays nobody more than the most", () => {
    const paid = payouts([points(LOW, 9n), points(HIGH, 1n)], 100n, 50n);
    expect(paid).to.deep.equal([pay(LOW, 50n), pay(HIGH, 10n)]);
  });

  it("refuses to divide by nothing", () => {
    for (const none of [[], [points(LOW, 0n)]]) {
      expect(() => payouts(none, 100n))
        .to.throw()
        .with.property("revert")
        .deep.equal({ name: "NoPoints", values: [] });
    }
  });
});

interface Contribution {
  readonly contributor: string;
  readonly points: bigint;
}

function points(contributor: string, count: bigint): Contribution {
  return { contributor, points: count };
}

function pay(recipient: string, amount: bigint) {
  return { recipient, amount };
}

function payouts(contributions: readonly Contribution[], pot: bigint, most = MOST) {
  return shares.endpoints.payouts(contributions, pot, most, sampleContext);
}
