import { expect } from "chai";
import { computeAddress, id, recoverAddress } from "ethers";
import { goalRows } from "../../bench/gas/goals.ts";
import { operatorKeys, signByQuorum } from "../../bench/gas/operators.ts";
import { overviewsOf, type Series } from "../../bench/gas/overviews.ts";
import { makeReport } from "../../bench/report.ts";

describe("benchmark of gas", () => {
  for (const [operators, signatures] of [
    [1, 1],
    [4, 3],
    [7, 5],
  ] as const) {
    it(`has ${signatures} of ${operators} operators sign, ascending by address`, () => {
      const digest = id("a batch");
      const keys = operatorKeys(operators);
      const signers = signByQuorum(keys, digest).map((signature) => recoverAddress(digest, signature));
      expect(signers).to.deep.equal(keys.slice(0, signatures).map(computeAddress));
      expect(signers).to.deep.equal([...signers].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)));
    });
  }

  it("shows a gap where contracts take no operator set of a size", () => {
    const trip = { count: 1, request: 10.4, fulfil: 5.3 };
    const ours: Series = {
      name: "ours",
      batches: [trip],
      byOperators: new Map([
        [1, trip],
        [4, trip],
      ]),
    };
    const peer: Series = { name: "peer", batches: [trip], byOperators: new Map([[4, trip]]) };
    const [request, , both, byOperators] = overviewsOf([peer, ours]);
    expect(request?.rows[0]?.values).to.deep.equal([10]);
    expect(both?.rows[0]?.values).to.deep.equal([16]);
    expect(byOperators?.head).to.deep.equal(["n = 1", "n = 4"]);
    expect(byOperators?.rows.map(({ values }) => values)).to.deep.equal([
      [undefined, 16],
      [16, 16],
    ]);
  });

  it("holds a batch to a bound, and to the batch before it", () => {
    const totals = new Map([
      [1, 130_000],
      [10, 80_001],
      [20, 70_000],
      [40, 70_000],
    ]);
    const batches = [...totals].map(([count, request]) => ({ count, request, fulfil: 0 }));
    const series: Series = { name: "ours", batches, byOperators: new Map() };
    const judged = makeReport("gas", { rows: goalRows(series, series), versions: {} }).rows;
    expect(judged.map(({ goal, holds }) => [goal, holds])).to.deep.equal([
      ["<= 130000", true],
      ["<= 80000", false],
      ["< 80001", true],
      ["< 70000", false],
    ]);
  });
});
