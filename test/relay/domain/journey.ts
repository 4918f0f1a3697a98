import { expect } from "chai";
import { Journeys } from "../../../relay/domain/journey.ts";

describe("The journeys of requests", () => {
  it("tell what each stage took, and the whole", () => {
    const journeys = new Journeys(10);
    journeys.take({ type: "seen", id: "a" }, 100);
    expect(journeys.take({ type: "executed", id: "a" }, 130).legs).to.deep.equal([
      { id: "a", stage: "execute", from: 100, to: 130 },
    ]);
    journeys.take({ type: "signed", ids: ["a"] }, 140);
    journeys.take({ type: "postponed", id: "a" }, 145);
    expect(journeys.take({ type: "submitted", ids: ["a", "b"] }, 150).legs).to.deep.equal([
      { id: "a", stage: "submit", from: 140, to: 150 },
    ]);
    expect(journeys.take({ type: "settled", id: "a" }, 300)).to.deep.equal({
      legs: [{ id: "a", stage: "settle", from: 150, to: 300 }],
      ended: [{ id: "a", end: "settled", from: 100, to: 300 }],
    });
    expect(journeys.size).to.equal(0);
  });

  it("begin once, and again only after a reorg", () => {
    const journeys = new Journeys(10);
    journeys.take({ type: "seen", id: "a" }, 1);
    journeys.take({ type: "seen", id: "a" }, 5);
    expect(journeys.take({ type: "withdrawn", id: "a" }, 9).ended).to.deep.equal([
      { id: "a", end: "withdrawn", from: 1, to: 9 },
    ]);
    journeys.take({ type: "seen", id: "a" }, 20);
    expect(journeys.take({ type: "expired", id: "a" }, 21).ended[0]?.from).to.equal(20);
  });

  it("forget the oldest of too many, and what they never saw begin", () => {
    const journeys = new Journeys(2);
    for (const [at, id] of ["a", "b", "c"].entries()) journeys.take({ type: "seen", id }, at);
    expect(journeys.size).to.equal(2);
    expect(journeys.take({ type: "executed", id: "a" }, 9)).to.deep.equal({ legs: [], ended: [] });
    expect(journeys.take({ type: "settled", id: "x" }, 9)).to.deep.equal({ legs: [], ended: [] });
  });
});
