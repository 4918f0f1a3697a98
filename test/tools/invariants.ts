import { expect } from "chai";
import { asText, shortfalls, sumUp } from "../../tools/invariants/tally.ts";

const RUNS = "calls,400,400\nrequest,40,30\nforge a batch,9,0\ncalls,400,400\nrequest,20,10\n";

describe("tally of the invariants' calls", () => {
  it("is the sum of the runs", () => {
    expect([...sumUp(RUNS)]).to.deep.equal([
      ["calls", { made: 800, succeeded: 800 }],
      ["request", { made: 60, succeeded: 40 }],
      ["forge a batch", { made: 9, succeeded: 0 }],
    ]);
    expect(asText(sumUp(RUNS)).split("\n")).to.have.length(4);
  });

  it("is enough where all kinds came off and what must be refused was tried", () => {
    expect(shortfalls(sumUp(RUNS), 800, 9)).to.deep.equal([]);
  });

  it("falls short of calls, of successes, and by any success that must not be", () => {
    expect(shortfalls(sumUp(RUNS), 801, 9)).to.have.length(1);
    expect(shortfalls(sumUp(RUNS), 800, 41)).to.have.length(2);
    expect(shortfalls(sumUp("calls,800,800\nforge a batch,9,1"), 800, 9)).to.have.length(1);
    expect(shortfalls(sumUp(""), 1, 1)).to.have.length(1);
  });
});
