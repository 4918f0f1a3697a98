import { expect } from "chai";
import { dataLength, JsonRpcProvider } from "ethers";
import { batchRoot } from "../../../protocol/batch-tree.ts";
import { hashReceipt } from "../../../protocol/typed-data.ts";
import { ethersChain } from "../../../relay/adapters/ethers/chain.ts";
import { batchOf, type ExecutedRequest, pickBatch } from "../../../relay/domain/batch.ts";
import { batchBytes, MAX_CALLDATA_BYTES, MAX_EXPIRIES } from "../../../relay/domain/calldata.ts";
import { receiptOf } from "../../../relay/domain/execution.ts";
import { fulfilmentGasLimit, MAX_TRANSACTION_GAS, moreGas } from "../../../relay/domain/gas.ts";
import { DOMAIN, executionOf, headerOf, requestOf } from "../support/samples.ts";

const SIGNATURE = { r: `0x${"11".repeat(32)}`, vs: `0x${"22".repeat(32)}` };
const LIMITS = { maxReceipts: 10, signatures: 3 };

/** Encodes only: nothing listens there, and nothing is asked. */
const chain = ethersChain(new JsonRpcProvider("http://127.0.0.1:1", 31_337, { staticNetwork: true }), DOMAIN);

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

  it("stay below the size that nodes take", () => {
    const large = { ...executionOf(), result: `0x${"00".repeat(65_536)}` };
    const small = executionOf({ result: "0x" });
    const [first, second] = [executed(1), executed(2)].map((request) => ({ ...request, execution: large }));
    expect(pickBatch([first, second] as ExecutedRequest[], LIMITS)).to.deep.equal([first]);
    const many = Array.from({ length: 100 }, (_, i) => executed(i, { callbackGasLimit: 0n }));
    const picked = pickBatch(
      many.map((request) => ({ ...request, execution: small })),
      { ...LIMITS, maxReceipts: 100 },
    );
    const data = chain.fulfilCalldata(picked, 1n, { signers: 7n, signatures: Array(3).fill(SIGNATURE) }, 0);
    expect(picked.length).to.be.greaterThan(50);
    expect(dataLength(data)).to.be.at.most(MAX_CALLDATA_BYTES);
  });

  it("are never counted as smaller than they are", () => {
    for (const bytes of [0, 1, 33, 4_096, 65_536]) {
      const request = { ...executed(1), execution: executionOf({ result: `0x${"00".repeat(bytes)}` }) };
      const data = chain.fulfilCalldata([request], 1n, { signers: 1n, signatures: [SIGNATURE] }, 0);
      expect(dataLength(data)).to.be.at.most(batchBytes([request.execution], 1));
    }
    const headers = Array(MAX_EXPIRIES).fill(headerOf(1));
    expect(dataLength(chain.expireCalldata(headers))).to.be.at.most(MAX_CALLDATA_BYTES);
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
  return {
    ...requestOf(sequence, header),
    execution: executionOf(),
    executedAt: 0,
    attempts,
    reason: undefined,
  };
}
