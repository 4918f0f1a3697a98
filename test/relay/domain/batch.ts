import { expect } from "chai";
import { batchRoot } from "../../../protocol/batch-tree.ts";
import { hashReceipt } from "../../../protocol/typed-data.ts";
import { batchOf, type ExecutedRequest, pickBatch } from "../../../relay/domain/batch.ts";
import { receiptOf } from "../../../relay/domain/execution.ts";
import { fulfilmentGasLimit, MAX_TRANSACTION_GAS, moreGas } from "../../../relay/domain/gas.ts";
import { executionOf, requestOf } from "../support/samples.ts";

const LIMITS = { maxReceipts: 10, signatures: 3 };

describe("Batches", () => {
  it("take what is ready, in its order", () => {
    const ready = [executed(1), executed(2), executed(3)];
    expect(pickBatch(ready, LIMITS)).to.deep.equal(ready);
  });

  it("hold no more receipts than allowed", () => {
    const ready = Array.from({ length: 12 }, (_, i) => executed(i));
    expect(pickBatch(ready, LIMITS)).to.deep.equal(ready.slice(0, 10));
  });

  it("fit into a transaction", () => {
    const ready = Array.from({ length: 10 }, (_, i) => executed(i, { callbackGasLimit: 5_000_000n }));
    const picked = pickBatch(ready, LIMITS);
    const needs = picked.map(({ header, execution }) => ({ header, result: execution.result }));
    expect(picked.length).to.equal(3);
    expect(fulfilmentGasLimit(needs, LIMITS.signatures) <= MAX_TRANSACTION_GAS).to.equal(true);
  });

  it("hold one request alone even with the largest callback and result", () => {
    const need = { header: { callbackGasLimit: 10_000_000n }, result: `0x${"00".repeat(65_536)}` };
    expect(fulfilmentGasLimit([need], 5) <= MAX_TRANSACTION_GAS).to.equal(true);
  });

  it("get half as much gas again where it was too little, up to what a transaction may have", () => {
    expect(moreGas(1_000_000n)).to.equal(1_500_000n);
    expect(moreGas(12_000_000n)).to.equal(MAX_TRANSACTION_GAS);
    expect(moreGas(MAX_TRANSACTION_GAS)).to.equal(undefined);
  });

  it("take a request that failed before alone", () => {
    const [failed, fresh] = [executed(1, {}, 1), executed(2)];
    expect(pickBatch([failed, fresh], LIMITS)).to.deep.equal([failed]);
    expect(pickBatch([fresh, failed, executed(3)], LIMITS)).to.deep.equal([fresh, executed(3)]);
  });

  it("are signed as the root over their receipts", () => {
    const receipts = [executed(1), executed(2)].map(({ id, execution }) => receiptOf(id, execution));
    expect(batchOf(receipts, 4n)).to.deep.equal({
      epoch: 4n,
      root: batchRoot(receipts.map(hashReceipt)),
      count: 2n,
    });
  });
});

function executed(sequence: number, header = {}, attempts = 0): ExecutedRequest {
  return { ...requestOf(sequence, header), execution: executionOf(), attempts, reason: undefined };
}
