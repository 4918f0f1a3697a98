import { expect } from "chai";
import { batchOf } from "../../../relay/domain/batch.ts";
import { receiptOf } from "../../../relay/domain/execution.ts";
import type { Store } from "../../../relay/store-port.ts";
import { executionOf, requestOf } from "../support/samples.ts";
import {
  advance,
  execute,
  FEES,
  INTENT,
  minedAt,
  REASON,
  requested,
  SENDER,
  SIGNATURES,
  sent,
  settled,
  storeForEach,
  submit,
} from "../support/store-steps.ts";

const SIGNER = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";

describe("The relay's store", () => {
  let store: Store;
  const [first, second] = [requestOf(1), requestOf(2)] as const;

  storeForEach((opened) => {
    store = opened;
  });

  describe("sees transactions through", () => {
    it("from intent to mined", async () => {
      const transactionId = await submit(store, first);
      expect(await store.openTransaction(SENDER)).to.include({ transactionId, nonce: 4, raw: "0xf0" });
      await store.recordReplacement(transactionId, {
        hash: "0xb",
        raw: "0xf1",
        fees: FEES,
        sentAt: 9,
        cancels: false,
      });
      expect((await store.openTransaction(SENDER))?.hashes).to.deep.equal(["0xa", "0xb"]);
      await store.recordMined(transactionId, minedAt(3));
      expect(await store.openTransaction(SENDER)).to.equal(undefined);
      expect((await store.request(first.id))?.state).to.equal("submitted");
    });

    it("hands requests back that the router skipped, once their block was taken in", async () => {
      const transactionId = await submit(store, first);
      await store.recordMined(transactionId, minedAt(3));
      expect(await store.releaseSkipped({ reason: REASON, retryAt: 0, failed: true })).to.equal(0);
      await advance(store, 3);
      expect(await store.releaseSkipped({ reason: REASON, retryAt: 0, failed: true })).to.equal(1);
      expect(await store.request(first.id)).to.deep.include({
        state: "executed",
        attempts: 1,
        reason: REASON,
      });
    });

    it("and holds the sign stage back while no lane is free", async () => {
      expect(await store.lanesTaken([SENDER])).to.equal(0);
      const transactionId = await submit(store, first);
      expect([await store.lanesTaken([SENDER]), await store.lanesTaken([SIGNER])]).to.deep.equal([1, 0]);
      await store.recordMined(transactionId, minedAt(3));
      expect(await store.lanesTaken([SENDER])).to.equal(0);
    });

    it("one for each sender, whose batches nobody else takes", async () => {
      await advance(store, 2, [requested(first), requested(second)]);
      for (const request of [first, second]) {
        await execute(store, request);
        const batch = batchOf([receiptOf(request.id, executionOf())], 1n);
        await store.recordBatch(batch, [request.id], SIGNATURES);
      }
      expect(await store.lanesTaken([SENDER])).to.equal(2);
      const taken = [
        await store.takeBatch(SENDER),
        await store.takeBatch(SIGNER),
        await store.takeBatch(SENDER),
      ];
      expect(taken.map((batch) => batch?.requests[0]?.id)).to.deep.equal([first.id, second.id, first.id]);
      await store.returnBatch(SENDER);
      await sent(store, second, taken[1]?.batchId, SIGNER);
      expect((await store.takeBatch(SIGNER))?.requests[0]?.id).to.equal(first.id);
      await store.keepSenders([SENDER], { reason: REASON, retryAt: 0, failed: false });
      expect(await store.openTransaction(SIGNER)).to.equal(undefined);
      expect((await store.request(second.id))?.state).to.equal("executed");
      expect((await store.takeBatch(SENDER))?.requests[0]?.id).to.equal(first.id);
    });

    it("and knows which of its requests wait for it, and what they pay back", async () => {
      const dear = requestOf(3, { gasPriceCap: 5n, deadline: 3_000n });
      await submit(store, first, dear);
      const { waiting, deadline, caps } = (await store.openTransaction(SENDER)) ?? {};
      expect({ waiting, deadline, caps }).to.deep.equal({
        waiting: [first.id, dear.id],
        deadline: 3_000n,
        caps: { gasPriceCap: 5n, tipCap: 1n },
      });
      await advance(store, 3, [settled(dear, 3)]);
      expect(await store.openTransaction(SENDER)).to.deep.include({
        waiting: [first.id],
        deadline: 2_000n,
        caps: { gasPriceCap: 10n ** 9n, tipCap: 1n },
      });
    });

    it("to a cancellation, which hands back what still waits", async () => {
      const transactionId = await submit(store, first);
      await store.recordReplacement(transactionId, {
        hash: "0xc",
        raw: "0xf2",
        fees: FEES,
        sentAt: 9,
        cancels: true,
      });
      const { hashes, cancellations } = (await store.openTransaction(SENDER)) ?? {};
      expect({ hashes, cancellations }).to.deep.equal({ hashes: ["0xa", "0xc"], cancellations: ["0xc"] });
      await store.recordCancelled(transactionId, { reason: REASON, retryAt: 0, failed: false }, minedAt(3));
      expect(await store.openTransaction(SENDER)).to.equal(undefined);
      expect(await store.request(first.id)).to.deep.include({
        state: "executed",
        attempts: 0,
        reason: REASON,
      });
    });

    it("and knows which tills of the router they filled", async () => {
      const third = requestOf(3, { functionId: 7n });
      const transactionId = await submit(store, first, second, third);
      expect(await store.tills()).to.deep.equal([]);
      await store.recordMined(transactionId, minedAt(3));
      expect(await store.tills()).to.have.deep.members([
        { sender: SENDER, epoch: 1n, functionId: 1n },
        { sender: SENDER, epoch: 1n, functionId: 7n },
      ]);
    });

    it("and adds up what expiries cost, those that reverted too", async () => {
      const expiry = { ...INTENT, kind: "expire", ids: [], batchId: undefined } as const;
      const release = { reason: REASON, retryAt: 0, failed: true };
      await store.recordMined(await store.recordIntent(expiry), minedAt(3));
      await store.recordLost(await store.recordIntent({ ...expiry, nonce: 5 }), release, minedAt(4));
      await store.recordLost(await store.recordIntent({ ...expiry, nonce: 6 }), release);
      await store.recordMined(await submit(store, first), minedAt(5));
      expect([await store.expirySpending(8), await store.expirySpending(9)]).to.deep.equal([42_000n, 0n]);
    });

    it("hands requests back whose transaction was lost, without blame", async () => {
      await store.recordLost(await submit(store, first, second), {
        reason: REASON,
        retryAt: 0,
        failed: false,
      });
      const ready = await store.signable(9, 0, 0n);
      expect(ready.map(({ attempts }) => attempts)).to.deep.equal([0, 0]);
    });
  });
});
