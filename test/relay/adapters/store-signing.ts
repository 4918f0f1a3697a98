import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { Outcome } from "../../../protocol/outcome.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import { receiptOf } from "../../../relay/domain/execution.ts";
import type { Store } from "../../../relay/store-port.ts";
import { DOMAIN, executionOf, requestOf } from "../support/samples.ts";
import { advance, blockOf, requested, storeForEach } from "../support/store-steps.ts";

const SIGNER = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";
const FORGOTTEN = { code: "ALT_RELAY_LEASE_AHEAD", message: "an old copy", evidence: "8 of 9" };

describe("The relay's store", () => {
  let store: Store;
  const [first, second] = [requestOf(1), requestOf(2)] as const;

  storeForEach((opened) => {
    store = opened;
  });

  describe("guards against signing twice", () => {
    const receipt = receiptOf(first.id, executionOf());
    const REFUSED = [{ id: first.id, code: "ALT_RELAY_DOUBLE_SIGN" }];

    it("lets the same receipt be signed again, in another batch or after a restart", async () => {
      expect((await store.guard([SIGNER], [receipt])).refused).to.deep.equal([]);
      expect((await store.guard([SIGNER], [receipt])).refused).to.deep.equal([]);
    });

    const others = {
      outcome: executionOf({ outcome: Outcome.Revert }),
      result: executionOf({ result: "0x2b" }),
      fuel: executionOf({ fuelUsed: 8n }),
    };
    for (const [name, execution] of Object.entries(others)) {
      it(`refuses a receipt of another ${name}`, async () => {
        await store.guard([SIGNER], [receipt]);
        expect((await store.guard([SIGNER], [receiptOf(first.id, execution)])).refused).to.deep.equal(
          REFUSED,
        );
      });
    }

    it("refuses for all signers if one of them stands by another receipt", async () => {
      await store.guard([SIGNER], [receipt]);
      const other = receiptOf(first.id, executionOf({ result: "0x2b" }));
      expect((await store.guard([DOMAIN.router, SIGNER], [other])).refused).to.deep.equal(REFUSED);
    });

    it("counts what may be signed, and nothing else", async () => {
      const { storeId } = await store.signings();
      expect((await store.guard([SIGNER], [receipt])).signings).to.include({ storeId, signatures: 1 });
      await store.guard([SIGNER], [receiptOf(first.id, executionOf({ result: "0x2b" }))]);
      expect(await store.signings()).to.deep.equal({ storeId, signatures: 1, confirmedBlock: -1 });
      await store.countFrom(7);
      await store.countFrom(3);
      expect((await store.signings()).signatures).to.equal(7);
      expect(await store.unsigned([first.id, second.id])).to.deep.equal([second.id]);
    });

    it("refuses what may have been signed and forgotten, up to the block that was confirmed", async () => {
      await advance(store, 3, [requested(first), requested(second), requested(requestOf(3))]);
      await store.guard([SIGNER], [receipt]);
      await store.hold(FORGOTTEN, 5);
      await store.confirm(2);
      const receipts = [1, 2, 3].map((number) => receiptOf(requestOf(number).id, executionOf()));
      expect((await store.guard([SIGNER], receipts)).refused).to.deep.equal([
        { id: second.id, code: "ALT_RELAY_MAYBE_SIGNED" },
      ]);
    });

    it("outlives the process", async () => {
      const folder = mkdtempSync(path.join(tmpdir(), "althing-store-"));
      const file = path.join(folder, "relay.db");
      const before = await openSqliteStore(file, DOMAIN);
      await before.guard([SIGNER], [receipt]);
      await before.close();
      const after = await openSqliteStore(file, DOMAIN);
      const other = receiptOf(first.id, executionOf({ result: "0x2b" }));
      expect((await after.guard([SIGNER], [other])).refused).to.deep.equal(REFUSED);
      await after.close();
      rmSync(folder, { recursive: true });
    });
  });

  describe("holds signing back", () => {
    const reorg = { code: "ALT_RELAY_REORG_PAST_FINALITY", message: "gone", evidence: "a block" };
    const inUse = { code: "ALT_RELAY_KEY_IN_USE", message: "busy", evidence: SIGNER };

    it("until it is confirmed, and never again for the same", async () => {
      expect(await store.hold(FORGOTTEN, 5)).to.equal(true);
      expect(await store.hold(FORGOTTEN, 6)).to.equal(true);
      const held = { code: FORGOTTEN.code, message: FORGOTTEN.message, since: 5 };
      expect(await store.holds()).to.deep.equal([held]);
      expect(await store.confirm(9)).to.deep.equal([held]);
      expect(await store.holds()).to.deep.equal([]);
      expect(await store.hold(FORGOTTEN, 7)).to.equal(false);
      expect(await store.hold({ ...FORGOTTEN, evidence: "another" }, 8)).to.equal(true);
      expect((await store.signings()).confirmedBlock).to.equal(9);
    });

    it("but not for what stands in a block that was confirmed, though it comes to light later", async () => {
      await store.hold(FORGOTTEN, 5);
      await store.confirm(9);
      expect(await store.hold({ ...FORGOTTEN, evidence: "another", block: 9 }, 8)).to.equal(false);
      expect(await store.hold({ ...FORGOTTEN, evidence: "a third", block: 10 }, 8)).to.equal(true);
    });

    it("and forgets nothing where nothing can have been forgotten", async () => {
      await store.rollback(0, blockOf(0), 4, reorg);
      expect((await store.holds()).map(({ code, since }) => [code, since])).to.deep.equal([[reorg.code, 4]]);
      await store.confirm(9);
      expect((await store.signings()).confirmedBlock).to.equal(-1);
    });

    it("as long as another process has the key, whoever confirms", async () => {
      await store.hold(inUse, 5);
      expect(await store.confirm(9)).to.deep.equal([]);
      expect((await store.holds()).map(({ code }) => code)).to.deep.equal([inUse.code]);
      await store.release(inUse.code, SIGNER);
      expect(await store.holds()).to.deep.equal([]);
    });
  });
});
