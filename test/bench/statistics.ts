import { expect } from "chai";
import { spreadOf } from "../../bench/statistics.ts";

describe("the spread of a benchmark's values", () => {
  it("is made of measured values, whatever their order", () => {
    const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10];
    expect(spreadOf(values)).to.deep.equal({ median: 5, p10: 1, p90: 9, p95: 10, p99: 10 });
  });

  it("of one value is that value", () => {
    expect(spreadOf([7])).to.deep.equal({ median: 7, p10: 7, p90: 7, p95: 7, p99: 7 });
  });

  it("of nothing does not exist", () => {
    expect(() => spreadOf([])).to.throw(RangeError);
  });
});
