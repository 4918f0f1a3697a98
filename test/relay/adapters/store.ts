import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { escrowOf } from "../../../protocol/request.ts";
import { hashProgram } from "../../../protocol/typed-data.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import type { Store } from "../../../relay/store-port.ts";
import { failure } from "../../helpers/failure.ts";
import { blockHash, DOMAIN, PROGRAM, placeOf, requestOf } from "../support/samples.ts";
import {
  advance,
  blockOf,
  callbackFailed,
  decline,
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

  describe("takes requests in", () => {
    it("and gives them back as they were", async () => {
      await advance(store, 1, [requested(first)]);
      const stored = await store.request(first.id);
      expect(stored).to.deep.include({ ...first, state: "seen", attempts: 0, execution: undefined });
    });

    it("and remembers how far it got", async () => {
      await advance(store, 5);
      expect(await store.cursor()).to.deep.equal({ number: 5, hash: blockHash(5) });
      expect(await store.head()).to.deep.equal(blockOf(5));
    });

    it("and how they ended", async () => {
      await advance(store, 3, [requested(first), callbackFailed(first), settled(first, 2)]);
      const { state, settlement } = (await store.request(first.id)) ?? {};
      expect(state).to.equal("settled");
      expect(settlement).to.include({
        outcome: 1,
        charged: 5n,
        refunded: escrowOf(first.header) - 5n,
        reimbursed: 4n,
        callbackFailure: "0xdead",
      });
    });

    it("and what they run", async () => {
      const hash = hashProgram(PROGRAM);
      const admitted = { type: "admitted", hash, program: PROGRAM, ...placeOf(1) } as const;
      await advance(store, 1, [admitted, admitted]);
      expect(await store.program(hash)).to.deep.equal(PROGRAM);
      expect(await store.program(first.id)).to.equal(undefined);
    });

    it("and ignores how requests ended that it never saw", async () => {
      expect(await advance(store, 3, [settled(first, 2)])).to.deep.equal([]);
    });
  });

  it("names live requests past their deadline, given up or not", async () => {
    const late = requestOf(3, { deadline: 9_999n });
    await advance(store, 3, [requested(first), requested(second), requested(late), settled(second, 3)]);
    await decline(store, first);
    expect((await store.expirable(9, 0, 2_001n)).map((request) => request.id)).to.deep.equal([first.id]);
    expect(await store.expirable(9, 0, first.header.deadline)).to.deep.equal([]);
    expect([await store.overdue(2_001n), await store.overdue(2_000n)]).to.deep.equal([1, 0]);
  });

  it("refuses to serve another router", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "althing-store-"));
    const file = path.join(folder, "relay.db");
    await (await openSqliteStore(file, DOMAIN)).close();
    await failure(openSqliteStore(file, { ...DOMAIN, chainId: 1n }), "ALT_RELAY_STORE_FOREIGN");
    rmSync(folder, { recursive: true });
  });
});
