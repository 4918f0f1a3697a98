import { expect } from "chai";
import { makeReport } from "../../bench/report.ts";
import { atMost, besidePeer } from "../../bench/tokens/goals.ts";
import { gasOf, overviewOf, type Series, withSum } from "../../bench/tokens/series.ts";

describe("benchmark of tokens", () => {
  const series = (name: string, gas: Record<string, number>): Series => ({
    name,
    gas: new Map(Object.entries(gas)),
  });
  const judged = (rows: Parameters<typeof makeReport>[1]["rows"]) =>
    makeReport("tokens", { rows, versions: {} }).rows.map(({ goal, holds }) => [goal, holds]);

  it("holds ours to a multiple of a peer, rounded to the stricter side", () => {
    const peer = series("peer", { mint: 101, transfer: 100 });
    const ours = series("ours", { mint: 107, transfer: 105 });
    expect(judged(besidePeer(ours, peer, ["mint", "transfer"], 1.05))).to.deep.equal([
      ["<= 106", false],
      ["<= 105", true],
    ]);
  });

  it("holds ours to a bound, whatever a peer takes", () => {
    const [rows, peer] = [["a", "b"], series("peer", { a: 1, b: 999_999 })];
    const ours = series("ours", { a: 50_001, b: 50_000 });
    expect(judged(atMost(ours, peer, rows, 50_000))).to.deep.equal([
      ["<= 50000", false],
      ["<= 50000", true],
    ]);
  });

  it("compares nothing that was not measured", () => {
    const ours = series("ours", { a: 1 });
    expect(() => gasOf(ours, "b")).to.throw('ours was not measured in "b"');
    expect(() => besidePeer(ours, series("peer", {}), ["a"], 1)).to.throw('peer was not measured in "a"');
  });

  it("shows a gap where a library has no such case", () => {
    const shown = overviewOf("gas", ["a", "b"], [series("one", { a: 1, b: 2 }), series("other", { a: 3 })]);
    expect(shown.rows.map(({ values }) => values)).to.deep.equal([
      [1, 2],
      [3, undefined],
    ]);
  });

  it("adds the steps of a proposal up", () => {
    expect(gasOf(withSum(series("ours", { a: 1, b: 2, c: 4 }), "both", ["a", "c"]), "both")).to.equal(5);
  });
});
