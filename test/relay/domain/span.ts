import { expect } from "chai";
import { querySpan } from "../../../relay/domain/span.ts";

describe("How many blocks are asked for at once", () => {
  it("is halved by each refusal, down to one", () => {
    const span = querySpan(20);
    const blocks: number[] = [];
    for (let i = 0; i < 6; i++) {
      span.refused(span.blocks);
      blocks.push(span.blocks);
    }
    expect(blocks).to.deep.equal([10, 5, 2, 1, 1, 1]);
  });

  it("goes by what was asked, and is left alone by the failure of a single block", () => {
    const span = querySpan(2_000);
    span.refused(1);
    expect(span.blocks).to.equal(2_000);
    span.refused(6);
    expect(span.blocks).to.equal(3);
  });

  it("doubles after some answers in a row, up to the most", () => {
    const span = querySpan(10);
    span.refused(10);
    for (let i = 0; i < 7; i++) span.answered();
    expect(span.blocks).to.equal(5);
    span.answered();
    expect(span.blocks).to.equal(10);
    for (let i = 0; i < 8; i++) span.answered();
    expect(span.blocks).to.equal(10);
  });
});
