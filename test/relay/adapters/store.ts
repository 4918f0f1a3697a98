import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { Outcome } from "../../../protocol/outcome.ts";
import { escrowOf } from "../../../protocol/request.ts";
import { hashProgram } from "../../../protocol/typed-data.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import { batchOf } from "../../../relay/domain/batch.ts";
import { receiptOf } from "../../../relay/domain/execution.ts";
import type { SeenRequest } from "../../../relay/domain/request.ts";
import type { Block, RouterEvent } from "../../../relay/ports.ts";
import type { ClaimTerms, Intent, Store } from "../../../relay/store-port.ts";
import { failure } from "../../helpers/failure.ts";
import { blockHash, DOMAIN, executionOf, PROGRAM, placeOf, requestOf } from "../support/samples.ts";

const REASON = { code: "ALT_RELAY_SKIPPED", message: "skipped" };
const SIGNER = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";
const [FLOODER, OTHER] = [`0x${"01".repeat(20)}`, `0x${"02".repeat(20)}`] as const;
const SENDER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const FORGOTTEN = { code: "ALT_RELAY_LEASE_AHEAD", message: "an old copy", evidence: "8 of 9" };
const SIGNATURES = new Map([[0, `0x${"11".repeat(65)}`]]);

describe("The relay's store", () => {
  let store: Store;
  const [first, second] = [requestOf(1), requestOf(2)] as const;

  beforeEach(async () => {
    store = await openSqliteStore(":memory:", DOMAIN);
  });

  afterEach(() => store.close());

  describe("takes requests in", () => {
    it("and gives them back as they were", async () => {
      await advance(1, [requested(first)]);
      const stored = await store.request(first.id);
      expect(stored).to.deep.include({ ...first, state: "seen", attempts: 0, execution: undefined });
    });

    it("and remembers how far it got", async () => {
      await advance(5);
      expect(await store.cursor()).to.deep.equal({ number: 5, hash: blockHash(5) });
      expect(await store.head()).to.deep.equal(blockOf(5));
    });

    it("and how they ended", async () => {
      await advance(3, [requested(first), callbackFailed(first), settled(first, 2)]);
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
      await advance(1, [admitted, admitted]);
      expect(await store.program(hash)).to.deep.equal(PROGRAM);
      expect(await store.program(first.id)).to.equal(undefined);
    });

    it("and ignores how requests ended that it never saw", async () => {
      expect(await advance(3, [settled(first, 2)])).to.deep.equal([]);
    });
  });

  describe("gives work out", () => {
    it("to one worker only, earliest deadline first", async () => {
      const urgent = requestOf(3, { deadline: 1_500n });
      await advance(3, [requested(first), requested(urgent)]);
      expect(await claimed({ most: 1 })).to.deep.equal([urgent.id]);
      expect(await claimed()).to.deep.equal([first.id]);
      expect(await claimed()).to.deep.equal([]);
    });

    it("to consumers in turn, so that a flood of one holds up none", async () => {
      const flood = [1, 2, 3, 4].map((sequence) =>
        requestOf(sequence, { consumer: FLOODER, deadline: 1_100n }),
      );
      const others = [5, 6].map((sequence) => requestOf(sequence, { consumer: OTHER, deadline: 1_900n }));
      await advance(9, [...flood, ...others].map(requested));
      const order = [await claimed({ most: 3 }), await claimed({ most: 1 }), await claimed()].flat();
      const [a, b, c, d] = flood.map(({ id }) => id);
      const [e, f] = others.map(({ id }) => id);
      expect(order).to.deep.equal([a, e, b, f, c, d]);
    });

    it("up to the queue's bound, and tells what waits", async () => {
      const third = requestOf(3);
      await advance(3, [requested(first), requested(second), requested(third)]);
      expect(await claimed({ queue: 2 })).to.deep.equal([first.id, second.id]);
      await execute(first);
      expect(await claimed({ queue: 2 })).to.deep.equal([]);
      expect(await store.queue(10)).to.deep.equal({ waiting: 1, inHand: 2 });
      await store.defer([first.id], REASON, 50);
      expect(await claimed({ queue: 2 })).to.deep.equal([third.id]);
    });

    it("again when a worker's lease has ended, or its process has", async () => {
      await advance(1, [requested(first)]);
      expect(await claimed({ leaseEnds: 99 })).to.deep.equal([first.id]);
      await store.renewClaims([first.id], 150);
      expect(await claimed({ now: 149, leaseEnds: 300 })).to.deep.equal([]);
      expect(await claimed({ now: 150, leaseEnds: 300 })).to.deep.equal([first.id]);
      await store.dropClaims();
      expect(await claimed({ now: 151 })).to.deep.equal([first.id]);
    });

    it("and takes no verdict but the first", async () => {
      await advance(1, [requested(first)]);
      const verdict = { type: "executed", id: first.id, execution: executionOf() } as const;
      const other = { ...verdict, execution: executionOf({ result: "0x2b" }) };
      expect(await store.conclude([verdict], 5)).to.deep.equal([first.id]);
      const late = { type: "postponed", id: first.id, reason: REASON, retryAt: 99, failed: true } as const;
      expect(await store.conclude([other, late], 6)).to.deep.equal([]);
      expect(await store.request(first.id)).to.deep.include({ state: "executed", execution: executionOf() });
    });

    it("never after its deadline", async () => {
      await advance(1, [requested(first)]);
      expect(await claimed({ timestamp: first.header.deadline + 1n })).to.deep.equal([]);
    });

    it("to the sign stage in the order of the chain", async () => {
      await advance(2, [requested(first), requested(second)]);
      await execute(second);
      await execute(first);
      const ready = await store.signable(9, 10, 0n, 2);
      expect(ready.map((request) => request.id)).to.deep.equal([first.id, second.id]);
      expect(ready[0]).to.deep.include({ execution: executionOf(), executedAt: 5 });
      const final = await store.signable(9, 10, 0n, 1);
      expect(final.map((request) => request.id)).to.deep.equal([first.id]);
    });

    it("and tells it what is still being executed", async () => {
      const late = requestOf(3, { deadline: 900n });
      await advance(3, [requested(first), requested(second), requested(late)]);
      expect(await store.executing(10, 1_000n)).to.equal(2);
      expect(await claimed({ most: 2, timestamp: 1_000n })).to.deep.equal([first.id, second.id]);
      expect(await store.executing(10, 1_000n)).to.equal(2);
      await execute(first);
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
      await advance(3, [requested(first), requested(second), requested(requestOf(3))]);
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

  describe("undoes what a reorg removed", () => {
    it("withdraws requests of vanished blocks, and resumes them if they are mined again", async () => {
      await advance(1, [requested(first)]);
      await execute(first);
      expect(await store.rollback(0, blockOf(0), 0)).to.deep.equal([{ id: first.id, state: "withdrawn" }]);
      const again = { ...first, ...placeOf(7) };
      expect(await advance(7, [{ type: "requested", request: again }])).to.deep.equal([
        { id: first.id, state: "executed" },
      ]);
      expect((await store.request(first.id))?.blockNumber).to.equal(7);
    });

    it("reopens requests whose settlement vanished", async () => {
      await advance(1, [requested(first)]);
      await execute(first);
      await advance(3, [settled(first, 3)]);
      expect(await store.rollback(2, blockOf(2), 0)).to.deep.equal([{ id: first.id, state: "executed" }]);
      expect((await store.request(first.id))?.settlement).to.equal(undefined);
    });

    it("drops the transaction that carries a withdrawn request; the others in it are signed for again", async () => {
      await submit(first, second);
      expect(await store.rollback(1, blockOf(1), 0)).to.have.deep.members([
        { id: second.id, state: "withdrawn" },
        { id: first.id, state: "executed" },
      ]);
      expect(await store.openTransaction(SENDER)).to.equal(undefined);
      expect(await store.takeBatch(SENDER)).to.equal(undefined);
    });

    it("drops the batch that nobody has sent yet, too", async () => {
      await sign(first, second);
      await store.rollback(1, blockOf(1), 0);
      expect(await store.takeBatch(SENDER)).to.equal(undefined);
      expect(await store.countByState()).to.include({ withdrawn: 1, executed: 1, signed: 0 });
    });

    it("leaves a transaction alone whose requests stay", async () => {
      const transactionId = await submit(first, second);
      await advance(3);
      expect(await store.rollback(2, blockOf(2), 0)).to.deep.equal([]);
      expect(await store.openTransaction(SENDER)).to.include({ transactionId });
      expect(await store.countByState()).to.include({ submitted: 2 });
    });

    it("opens a transaction again that was mined in a vanished block, and settles with it again", async () => {
      const transactionId = await submit(first, second);
      await store.recordMined(transactionId, minedAt(3));
      await advance(3, [settled(first, 3), settled(second, 3)]);
      expect(await store.rollback(2, blockOf(2), 0)).to.have.deep.members([
        { id: first.id, state: "submitted" },
        { id: second.id, state: "submitted" },
      ]);
      expect(await store.openTransaction(SENDER)).to.deep.include({
        transactionId,
        ids: [first.id, second.id],
      });
      await store.recordMined(transactionId, minedAt(4));
      await advance(4, [settled(first, 4), settled(second, 4)]);
      expect(await store.countByState()).to.include({ settled: 2 });
    });

    it("gives nothing to do for what was being executed, until it is mined again", async () => {
      await advance(1, [requested(first)]);
      await claimed();
      await store.rollback(0, blockOf(0), 0);
      const verdict = { type: "executed", id: first.id, execution: executionOf() } as const;
      expect(await store.conclude([verdict], 5)).to.deep.equal([]);
      expect((await store.request(first.id))?.state).to.equal("withdrawn");
      await advance(1, [requested(first)]);
      expect((await store.request(first.id))?.state).to.equal("executed");
    });

    it("keeps what stands below", async () => {
      await advance(1, [requested(first)]);
      await advance(2, [settled(first, 2)]);
      expect(await store.rollback(2, blockOf(2), 0)).to.deep.equal([]);
      expect(await store.cursor()).to.deep.equal({ number: 2, hash: blockHash(2) });
    });

    it("by the hashes of the blocks that had events, too", async () => {
      await advance(9, [requested(first), settled(first, 4)]);
      expect((await store.checkpoints()).map(({ number }) => number)).to.deep.equal([9, 4, 1]);
      expect(await store.checkpoints({ upTo: 8, limit: 1 })).to.deep.equal([
        { number: 4, hash: blockHash(4) },
      ]);
    });
  });

  describe("sees transactions through", () => {
    it("from intent to mined", async () => {
      const transactionId = await submit(first);
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
      const transactionId = await submit(first);
      await store.recordMined(transactionId, minedAt(3));
      expect(await store.releaseSkipped({ reason: REASON, retryAt: 0, failed: true })).to.equal(0);
      await advance(3);
      expect(await store.releaseSkipped({ reason: REASON, retryAt: 0, failed: true })).to.equal(1);
      expect(await store.request(first.id)).to.deep.include({
        state: "executed",
        attempts: 1,
        reason: REASON,
      });
    });

    it("and holds the sign stage back while no lane is free", async () => {
      expect(await store.lanesTaken([SENDER])).to.equal(0);
      const transactionId = await submit(first);
      expect([await store.lanesTaken([SENDER]), await store.lanesTaken([SIGNER])]).to.deep.equal([1, 0]);
      await store.recordMined(transactionId, minedAt(3));
      expect(await store.lanesTaken([SENDER])).to.equal(0);
    });

    it("one for each sender, whose batches nobody else takes", async () => {
      await advance(2, [requested(first), requested(second)]);
      for (const request of [first, second]) {
        await execute(request);
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
      await sent(second, taken[1]?.batchId, SIGNER);
      expect((await store.takeBatch(SIGNER))?.requests[0]?.id).to.equal(first.id);
      await store.keepSenders([SENDER], { reason: REASON, retryAt: 0, failed: false });
      expect(await store.openTransaction(SIGNER)).to.equal(undefined);
      expect((await store.request(second.id))?.state).to.equal("executed");
      expect((await store.takeBatch(SENDER))?.requests[0]?.id).to.equal(first.id);
    });

    it("and knows which of its requests wait for it, and what they pay back", async () => {
      const dear = requestOf(3, { gasPriceCap: 5n, deadline: 3_000n });
      await submit(first, dear);
      const { waiting, deadline, caps } = (await store.openTransaction(SENDER)) ?? {};
      expect({ waiting, deadline, caps }).to.deep.equal({
        waiting: [first.id, dear.id],
        deadline: 3_000n,
        caps: { gasPriceCap: 5n, tipCap: 1n },
      });
      await advance(3, [settled(dear, 3)]);
      expect(await store.openTransaction(SENDER)).to.deep.include({
        waiting: [first.id],
        deadline: 2_000n,
        caps: { gasPriceCap: 10n ** 9n, tipCap: 1n },
      });
    });

    it("to a cancellation, which hands back what still waits", async () => {
      const transactionId = await submit(first);
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
      const transactionId = await submit(first, second, third);
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
      await store.recordMined(await submit(first), minedAt(5));
      expect([await store.expirySpending(8), await store.expirySpending(9)]).to.deep.equal([42_000n, 0n]);
    });

    it("hands requests back whose transaction was lost, without blame", async () => {
      await store.recordLost(await submit(first, second), { reason: REASON, retryAt: 0, failed: false });
      const ready = await store.signable(9, 0, 0n, 2);
      expect(ready.map(({ attempts }) => attempts)).to.deep.equal([0, 0]);
    });
  });

  it("gives up only what still works towards a fulfilment", async () => {
    await advance(2, [requested(first), requested(second), settled(second, 2)]);
    await decline(first);
    await decline(second);
    expect(await store.countByState()).to.include({ declined: 1, settled: 1 });
  });

  describe("keeps what was given up", () => {
    it("with its cause, its stage, its attempts and the time", async () => {
      await advance(1, [requested(first)]);
      const failed = { type: "postponed", id: first.id, reason: REASON, retryAt: 0, failed: true } as const;
      await store.conclude([failed], 3);
      await decline(first);
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
      await advance(2, [requested(first), requested(second)]);
      await decline(first);
      await execute(second);
      await store.park(second.id, { stage: "submit", reason: REASON, at: 6 });
      expect((await store.deadLetters()).map(({ id }) => id)).to.deep.equal([second.id, first.id]);
      expect(await store.replay([first.id], 0n)).to.deep.equal([first.id]);
      expect(await store.replay("all", 0n)).to.deep.equal([second.id]);
      expect(await store.replay("all", 0n)).to.deep.equal([]);
      expect(await store.countByState()).to.include({ seen: 1, executed: 1, declined: 0, parked: 0 });
      expect(await store.deadLetters()).to.deep.equal([]);
      expect(await claimed()).to.deep.equal([first.id]);
    });

    it("and executes again where another receipt stands", async () => {
      await advance(1, [requested(first)]);
      await execute(first);
      await store.park(first.id, { stage: "sign", reason: REASON, at: 6 });
      expect(await store.replay("all", 0n)).to.deep.equal([first.id]);
      expect(await store.request(first.id)).to.include({ state: "seen", execution: undefined });
    });

    it("but not what has ended, or is too late", async () => {
      await advance(2, [requested(first), requested(second)]);
      await decline(first);
      await decline(second);
      await advance(3, [settled(second, 3)]);
      expect(await store.replay("all", first.header.deadline + 1n)).to.deep.equal([]);
      expect(await store.replay("all", first.header.deadline)).to.deep.equal([first.id]);
      expect(await store.deadLetter(second.id)).to.include({ state: "settled" });
      expect(await store.deadLetter(first.id)).to.equal(undefined);
    });
  });

  it("names live requests past their deadline, given up or not", async () => {
    const late = requestOf(3, { deadline: 9_999n });
    await advance(3, [requested(first), requested(second), requested(late), settled(second, 3)]);
    await decline(first);
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

  function advance(to: number, events: readonly RouterEvent[] = []) {
    return store.advance({ number: to, hash: blockHash(to) }, events, blockOf(to), 0);
  }

  async function execute({ id: request }: SeenRequest): Promise<void> {
    await store.conclude([{ type: "executed", id: request, execution: executionOf() }], 5);
  }

  async function decline({ id: request }: SeenRequest): Promise<void> {
    await store.conclude([{ type: "declined", id: request, reason: REASON }], 5);
  }

  async function claimed(terms: Partial<ClaimTerms> = {}): Promise<string[]> {
    const all = { most: 9, queue: 99, now: 10, timestamp: 0n, leaseEnds: 99, ...terms };
    return (await store.claim(all)).map((request) => request.id);
  }

  /** Takes the requests to a signed batch; returns their ids. */
  async function sign(...requests: SeenRequest[]): Promise<string[]> {
    await advance(2, requests.map(requested));
    for (const request of requests) await execute(request);
    const receipts = requests.map((request) => receiptOf(request.id, executionOf()));
    const ids = requests.map((request) => request.id);
    await store.recordBatch(batchOf(receipts, 1n), ids, SIGNATURES);
    return ids;
  }

  /** Takes the requests all the way to an intent; returns the transaction's number. */
  async function submit(...requests: SeenRequest[]): Promise<number> {
    const ids = await sign(...requests);
    const batch = await store.takeBatch(SENDER);
    expect(batch).to.deep.include({ epoch: 1n, count: requests.length, signatures: SIGNATURES });
    return store.recordIntent({ ...INTENT, ids, batchId: batch?.batchId });
  }

  /** Has `sender` carry the batch of one request. */
  async function sent(
    { id: request }: SeenRequest,
    batchId: number | undefined,
    sender: string,
  ): Promise<void> {
    await store.recordIntent({ ...INTENT, ids: [request], batchId, sender });
    expect((await store.openTransaction(sender))?.ids).to.deep.equal([request]);
  }
});

const FEES = { maxFeePerGas: 2n, maxPriorityFeePerGas: 1n };

const INTENT: Omit<Intent, "ids" | "batchId"> = {
  sender: SENDER,
  kind: "fulfil",
  nonce: 4,
  data: "0x01",
  gasLimit: 21_000n,
  fees: FEES,
  raw: "0xf0",
  hash: "0xa",
  sentAt: 8,
};

function blockOf(number: number): Block {
  return { number, hash: blockHash(number), timestamp: BigInt(number) };
}

function minedAt(number: number) {
  return { block: { number, hash: blockHash(number) }, success: true, gasUsed: 21_000n, gasPrice: 1n };
}

function requested(request: SeenRequest): RouterEvent {
  return { type: "requested", request };
}

function settled({ id: request }: SeenRequest, block: number): RouterEvent {
  const figures = { outcome: 1, fuelUsed: 7n, charged: 5n, reimbursed: 4n };
  return { type: "settled", id: request, ...figures, ...placeOf(block) };
}

function callbackFailed({ id: request }: SeenRequest): RouterEvent {
  return { type: "callbackFailed", id: request, reason: "0xdead", ...placeOf(2) };
}
