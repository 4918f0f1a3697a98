import { expect } from "chai";
import { holds, makeReport } from "../../bench/report.ts";

describe("benchmark report", () => {
  for (const [value, goal, expected] of [
    [85_000, "<= 85000", true],
    [85_001, "<= 85000", false],
    [85_000, "< 85000", false],
    [2.5, ">= 2.5", true],
    [2.5, "> 2.5", false],
  ] as const) {
    it(`says that ${value} ${expected ? "meets" : "misses"} "${goal}"`, () => {
      expect(holds(value, goal)).to.equal(expected);
    });
  }

  for (const goal of ["85000", "about 3", "<= ", "== 3"]) {
    it(`refuses "${goal}" as a goal`, () => {
      expect(() => holds(1, goal)).to.throw();
    });
  }

  it("computes holds for rows with a goal, and for no others", () => {
    const report = makeReport("request", {
      versions: { hardhat: "3" },
      rows: [
        { case: "one", metric: "gas", value: 7, goal: "<= 5" },
        { case: "two", metric: "gas", value: 7 },
      ],
    });
    expect(report.rows[0]).to.have.property("holds", false);
    expect(report.rows[1]).to.not.have.property("holds");
    expect(report.versions).to.include({ hardhat: "3", node: process.versions.node });
  });
});
