import { expect } from "chai";
import { planCharges } from "../../runtime/rewriter/charge-plan.ts";
import { Junction } from "../../runtime/rewriter/junction.ts";
import { Segment } from "../../runtime/rewriter/segment.ts";

/** A graph's segments, whose ends are named by places. */
interface Way {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
}

/** Where the meter is looked at. */
const SETTLED = 0;

/** The same numbers in every run (a linear congruential generator). */
function* numbers(): Generator<number, never> {
  for (let state = 1; ; state = (state * 1_103_515_245 + 12_345) % 2 ** 31) yield state >>> 8;
}

function waysBetween(count: number, ends: readonly (readonly number[])[]): Way[] {
  const places = Array.from({ length: count }, () => new Junction());
  return ends.map(([from = 0, to = 0, cost = 0, frequency = 1]) => {
    const segment = new Segment(places[from] ?? expect.fail(), frequency, cost);
    segment.exit.bind(places[to] ?? expect.fail());
    return { segment, from, to };
  });
}

/** From every place there is a way back to the first. */
function randomWays(next: () => number): Way[] {
  const count = 10;
  const numbered = Array.from({ length: count }, (_, index) => index);
  const ring = numbered.map((from) => [from, (from + 1) % count, next() % 50, next() % 8]);
  const others = numbered.map(() => [next() % count, next() % count, next() % 50, next() % 8]);
  return waysBetween(count, [...ring, ...others]);
}

function plan(ways: readonly Way[]): number[] {
  planCharges(ways.map(({ segment }) => segment));
  return ways.map(({ segment }) => segment.charge);
}

describe("runtime: where segments are charged", () => {
  it("adds up to the costs on every way back to where the meter is looked at", () => {
    const numbered = numbers();
    const next = (): number => numbered.next().value;
    for (let graph = 0; graph < 50; graph++) {
      const ways = randomWays(next);
      plan(ways);
      let [at, cost, charged] = [SETTLED, 0, 0];
      for (let step = 0; step < 300 || at !== SETTLED; step++) {
        const onward = ways.filter(({ from }) => from === at);
        const { segment, to } = onward[next() % onward.length] ?? expect.fail();
        [at, cost, charged] = [to, cost + segment.fuel, charged + segment.charge];
        if (at === SETTLED) expect(charged).to.equal(cost);
      }
    }
  });

  it("charges once each time round a loop, and gives back at its exit", () => {
    const [head, body, exit] = [
      [0, 1, 5, 8],
      [1, 0, 20, 8],
      [1, 0, 3],
    ];
    expect(plan(waysBetween(2, [head, body, exit]))).to.deep.equal([25, 0, -17]);
  });

  it("charges nothing before a trap", () => {
    expect(plan(waysBetween(2, [[0, 1, 30]]))).to.deep.equal([0]);
  });
});
