import { expect } from "chai";
import type { Store } from "../../../relay/store-port.ts";
import { blockHash, executionOf, placeOf, requestOf } from "../support/samples.ts";
import {
  advance,
  blockOf,
  claimed,
  execute,
  minedAt,
  requested,
  SENDER,
  settled,
  sign,
  storeForEach,
  submit,
} from "../support/store-steps.ts";

describe("The relay's store", () => {
  let store: Store;
  const [first, second] = [requestOf(1), requestOf(2)] as const;

  storeForEach((opened) => {
    store = opened;
  });

  describe("undoes what a reorg removed", () => {
    it("and nothing else takes from a block that it is final", async () => {
      expect(await store.final()).to.equal(-1);
      await advance(store, 9, [], 7);
      await advance(store, 10, [], 5);
      await store.rollback(8, blockOf(8), 0);
      expect(await store.final()).to.equal(7);
      await store.rollback(6, blockOf(6), 0);
      expect(await store.final()).to.equal(6);
    });

    it("withdraws requests of vanished blocks, and resumes them if they are mined again", async () => {
      await advance(store, 1, [requested(first)]);
      await execute(store, first);
      expect(await store.rollback(0, blockOf(0), 0)).to.deep.equal([{ id: first.id, state: "withdrawn" }]);
      const again = { ...first, ...placeOf(7) };
      expect(await advance(store, 7, [{ type: "requested", request: again }])).to.deep.equal([
        { id: first.id, state: "executed" },
      ]);
      expect((await store.request(first.id))?.blockNumber).to.equal(7);
    });

    it("reopens requests whose settlement vanished", async () => {
      await advance(store, 1, [requested(first)]);
      await execute(store, first);
      await advance(store, 3, [settled(first, 3)]);
      expect(await store.rollback(2, blockOf(2), 0)).to.deep.equal([{ id: first.id, state: "executed" }]);
      expect((await store.request(first.id))?.settlement).to.equal(undefined);
    });

    it("drops the transaction that carries a withdrawn request; the others in it are signed for again", async () => {
      await submit(store, first, second);
      expect(await store.rollback(1, blockOf(1), 0)).to.have.deep.members([
        { id: second.id, state: "withdrawn" },
        { id: first.id, state: "executed" },
      ]);
      expect(await store.openTransaction(SENDER)).to.equal(undefined);
      expect(await store.takeBatch(SENDER)).to.equal(undefined);
    });

    it("drops the batch that nobody has sent yet, too", async () => {
      await sign(store, first, second);
      await store.rollback(1, blockOf(1), 0);
      expect(await store.takeBatch(SENDER)).to.equal(undefined);
      expect(await store.countByState()).to.include({ withdrawn: 1, executed: 1, signed: 0 });
    });

    it("leaves a transaction alone whose requests stay", async () => {
      const transactionId = await submit(store, first, second);
      await advance(store, 3);
      expect(await store.rollback(2, blockOf(2), 0)).to.deep.equal([]);
      expect(await store.openTransaction(SENDER)).to.include({ transactionId });
      expect(await store.countByState()).to.include({ submitted: 2 });
    });

    it("opens a transaction again that was mined in a vanished block, and settles with it again", async () => {
      const transactionId = await submit(store, first, second);
      await store.recordMined(transactionId, minedAt(3));
      await advance(store, 3, [settled(first, 3), settled(second, 3)]);
      expect(await store.rollback(2, blockOf(2), 0)).to.have.deep.members([
        { id: first.id, state: "submitted" },
        { id: second.id, state: "submitted" },
      ]);
      expect(await store.openTransaction(SENDER)).to.deep.include({
        transactionId,
        ids: [first.id, second.id],
      });
      await store.recordMined(transactionId, minedAt(4));
      await advance(store, 4, [settled(first, 4), settled(second, 4)]);
      expect(await store.countByState()).to.include({ settled: 2 });
    });

    it("gives nothing to do for what was being executed, until it is mined again", async () => {
      await advance(store, 1, [requested(first)]);
      await claimed(store);
      await store.rollback(0, blockOf(0), 0);
      const verdict = { type: "executed", id: first.id, execution: executionOf() } as const;
      expect(await store.conclude([verdict], 5)).to.deep.equal([]);
      expect((await store.request(first.id))?.state).to.equal("withdrawn");
      await advance(store, 1, [requested(first)]);
      expect((await store.request(first.id))?.state).to.equal("executed");
    });

    it("keeps what stands below", async () => {
      await advance(store, 1, [requested(first)]);
      await advance(store, 2, [settled(first, 2)]);
      expect(await store.rollback(2, blockOf(2), 0)).to.deep.equal([]);
      expect(await store.cursor()).to.deep.equal({ number: 2, hash: blockHash(2) });
    });

    it("by the hashes of the blocks that had events, too", async () => {
      await advance(store, 9, [requested(first), settled(first, 4)]);
      expect((await store.checkpoints()).map(({ number }) => number)).to.deep.equal([9, 4, 1]);
      expect(await store.checkpoints({ upTo: 8, limit: 1 })).to.deep.equal([
        { number: 4, hash: blockHash(4) },
      ]);
    });
  });
});
