import { expect } from "chai";
import type { Store } from "../../../relay/store-port.ts";
import { executionOf, requestOf } from "../support/samples.ts";
import { advance, claimed, execute, REASON, requested, storeForEach } from "../support/store-steps.ts";

const [FLOODER, OTHER] = [`0x${"01".repeat(20)}`, `0x${"02".repeat(20)}`] as const;

describe("The relay's store", () => {
  let store: Store;
  const [first, second] = [requestOf(1), requestOf(2)] as const;

  storeForEach((opened) => {
    store = opened;
  });

  describe("gives work out", () => {
    it("to one worker only, earliest deadline first", async () => {
      const urgent = requestOf(3, { deadline: 1_500n });
      await advance(store, 3, [requested(first), requested(urgent)]);
      expect(await claimed(store, { most: 1 })).to.deep.equal([urgent.id]);
      expect(await claimed(store)).to.deep.equal([first.id]);
      expect(await claimed(store)).to.deep.equal([]);
    });

    it("to consumers in turn, so that a flood of one holds up none", async () => {
      const flood = [1, 2, 3, 4].map((sequence) =>
        requestOf(sequence, { consumer: FLOODER, deadline: 1_100n }),
      );
      const others = [5, 6].map((sequence) => requestOf(sequence, { consumer: OTHER, deadline: 1_900n }));
      await advance(store, 9, [...flood, ...others].map(requested));
      const order = [
        await claimed(store, { most: 3 }),
        await claimed(store, { most: 1 }),
        await claimed(store),
      ].flat();
      const [a, b, c, d] = flood.map(({ id }) => id);
      const [e, f] = others.map(({ id }) => id);
      expect(order).to.deep.equal([a, e, b, f, c, d]);
    });

    it("up to the queue's bound, and tells what waits", async () => {
      const third = requestOf(3);
      await advance(store, 3, [requested(first), requested(second), requested(third)]);
      expect(await claimed(store, { queue: 2 })).to.deep.equal([first.id, second.id]);
      await execute(store, first);
      expect(await claimed(store, { queue: 2 })).to.deep.equal([]);
      expect(await store.queue(10)).to.deep.equal({ waiting: 1, inHand: 2 });
      await store.defer([first.id], REASON, 50);
      expect(await claimed(store, { queue: 2 })).to.deep.equal([third.id]);
    });

    it("again when a worker's lease has ended, or its process has", async () => {
      await advance(store, 1, [requested(first)]);
      expect(await claimed(store, { leaseEnds: 99 })).to.deep.equal([first.id]);
      await store.renewClaims([first.id], 150);
      expect(await claimed(store, { now: 149, leaseEnds: 300 })).to.deep.equal([]);
      expect(await claimed(store, { now: 150, leaseEnds: 300 })).to.deep.equal([first.id]);
      await store.dropClaims();
      expect(await claimed(store, { now: 151 })).to.deep.equal([first.id]);
    });

    it("and takes no verdict but the first", async () => {
      await advance(store, 1, [requested(first)]);
      const verdict = { type: "executed", id: first.id, execution: executionOf() } as const;
      const other = { ...verdict, execution: executionOf({ result: "0x2b" }) };
      expect(await store.conclude([verdict], 5)).to.deep.equal([first.id]);
      const late = { type: "postponed", id: first.id, reason: REASON, retryAt: 99, failed: true } as const;
      expect(await store.conclude([other, late], 6)).to.deep.equal([]);
      expect(await store.request(first.id)).to.deep.include({ state: "executed", execution: executionOf() });
    });

    it("never after its deadline", async () => {
      await advance(store, 1, [requested(first)]);
      expect(await claimed(store, { timestamp: first.header.deadline + 1n })).to.deep.equal([]);
    });

    it("to the sign stage in the order of the chain", async () => {
      await advance(store, 2, [requested(first), requested(second)], 1);
      await execute(store, second);
      await execute(store, first);
      const final = await store.signable(9, 10, 0n);
      expect(final.map((request) => request.id)).to.deep.equal([first.id]);
      await advance(store, 4);
      const ready = await store.signable(9, 10, 0n);
      expect(ready.map((request) => request.id)).to.deep.equal([first.id, second.id]);
      expect(ready[0]).to.deep.include({ execution: executionOf(), executedAt: 5 });
    });

    it("and tells it what is still being executed", async () => {
      const late = requestOf(3, { deadline: 900n });
      await advance(store, 3, [requested(first), requested(second), requested(late)]);
      expect(await store.executing(10, 1_000n)).to.equal(2);
      expect(await claimed(store, { most: 2, timestamp: 1_000n })).to.deep.equal([first.id, second.id]);
      expect(await store.executing(10, 1_000n)).to.equal(2);
      await execute(store, first);
      const verdict = {
        type: "postponed",
        id: second.id,
        reason: REASON,
        retryAt: 50,
        failed: true,
      } as const;
      await store.conclude([verdict], 6);
      expect([await store.executing(10, 1_000n), await store.executing(50, 1_000n)]).to.deep.equal([0, 1]);
    });
  });
});
