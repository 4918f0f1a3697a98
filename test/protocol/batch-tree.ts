import { expect } from "chai";
import { id } from "ethers";
import { batchProof, batchRoot } from "../../protocol/batch-tree.ts";
import { hashNode } from "../../protocol/typed-data.ts";

const [a, b, c] = [id("a"), id("b"), id("c")] as const;

describe("batch tree", () => {
  it("of one leaf is the leaf, with nothing to prove", () => {
    expect(batchRoot([a])).to.equal(a);
    expect(batchProof([a], 0)).to.deep.equal([]);
  });

  it("moves a last node without a sibling up as it is", () => {
    expect(batchRoot([a, b, c])).to.equal(hashNode(hashNode(a, b), c));
    expect(batchProof([a, b, c], 2)).to.deep.equal([hashNode(a, b)]);
    expect(batchProof([a, b, c], 1)).to.deep.equal([a, c]);
  });

  it("depends on the leaves' order", () => {
    expect(batchRoot([a, b])).to.not.equal(batchRoot([b, a]));
  });

  it("of nothing is refused", () => {
    expect(() => batchRoot([])).to.throw(RangeError);
  });
});
