import { expect } from "chai";
import type { Store } from "../../../relay/store-port.ts";
import { requestOf } from "../support/samples.ts";
import {
  advance,
  claimed,
  decline,
  execute,
  REASON,
  requested,
  settled,
  storeForEach,
} from "../support/store-steps.ts";

describe("The relay's store", () => {
  let store: Store;
  const [first, second] = [requestOf(1), requestOf(2)] as const;

  storeForEach((opened) => {
    store = opened;
  });

  it("gives up only what still works towards a fulfilment", async () => {
    await advance(store, 2, [requested(first), requested(second), settled(second, 2)]);
    await decline(store, first);
    await decline(store, second);
    expect(await store.countByState()).to.include({ declined: 1, settled: 1 });
  });

  describe("keeps what was given up", () => {
    it("with its cause, its stage, its attempts and the time", async () => {
      await advance(store, 1, [requested(first)]);
      const failed = { type: "postponed", id: first.id, reason: REASON, retryAt: 0, failed: true } as const;
      await store.conclude([failed], 3);
      await decline(store, first);
      const letter = await store.deadLetter(first.id);
      expect(letter).to.deep.include({ id: first.id, stage: "execute", reason: REASON, attempts: 2, at: 5 });
      expect(letter).to.deep.include({
        state: "declined",
        consumer: first.header.consumer,
        deadline: 2_000n,
      });
      expect(await store.deadLetters()).to.deep.equal([letter]);
      expect(await store.deadLetters(0)).to.deep.equal([]);
    });

    it("and lets it start again where it can: at its execution, or at its signing", async () => {
      await advance(store, 2, [requested(first), requested(second)]);
      await decline(store, first);
      await execute(store, second);
      await store.park(second.id, { stage: "submit", reason: REASON, at: 6 });
      expect((await store.deadLetters()).map(({ id }) => id)).to.deep.equal([second.id, first.id]);
      expect(await store.replay([first.id], 0n)).to.deep.equal([first.id]);
      expect(await store.replay("all", 0n)).to.deep.equal([second.id]);
      expect(await store.replay("all", 0n)).to.deep.equal([]);
      expect(await store.countByState()).to.include({ seen: 1, executed: 1, declined: 0, parked: 0 });
      expect(await store.deadLetters()).to.deep.equal([]);
      expect(await claimed(store)).to.deep.equal([first.id]);
    });

    it("and executes again where another receipt stands", async () => {
      await advance(store, 1, [requested(first)]);
      await execute(store, first);
      await store.park(first.id, { stage: "sign", reason: REASON, at: 6 });
      expect(await store.replay("all", 0n)).to.deep.equal([first.id]);
      expect(await store.request(first.id)).to.include({ state: "seen", execution: undefined });
    });

    it("but not what has ended, or is too late", async () => {
      await advance(store, 2, [requested(first), requested(second)]);
      await decline(store, first);
      await decline(store, second);
      await advance(store, 3, [settled(second, 3)]);
      expect(await store.replay("all", first.header.deadline + 1n)).to.deep.equal([]);
      expect(await store.replay("all", first.header.deadline)).to.deep.equal([first.id]);
      expect(await store.deadLetter(second.id)).to.include({ state: "settled" });
      expect(await store.deadLetter(first.id)).to.equal(undefined);
    });
  });
});
