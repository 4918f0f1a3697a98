import { fail } from "../../protocol/errors.ts";
import { batchOf, type ExecutedRequest, pickBatch, splitByPrice } from "../domain/batch.ts";
import { timeAtLeast } from "../domain/clock.ts";
import { receiptOf } from "../domain/execution.ts";
import { priceNow } from "../domain/fees.ts";
import { finalBlock } from "../domain/follow.ts";
import { gatherMs } from "../domain/gather.ts";
import type { Reason } from "../domain/request.ts";
import { reasonOf } from "../domain/retry.ts";
import type { Stage, Worked } from "../loop.ts";
import type { Block, Chain, Epoch, Sender, Signer } from "../ports.ts";
import type { SignStore, StatusStore } from "../store-port.ts";
import type { Tools } from "./tools.ts";

/** A signer at its place in the epoch. */
type Seat = readonly [place: number, signer: Signer];

/**
 * Gathers executed requests into a batch and has it signed, so late as it costs nobody time: while a transaction is under
 * way no batch is made, since it could not be sent, and while others are being executed it waits a little for them. So
 * gas per request falls under load.
 */
export function signStage(
  chain: Pick<Chain, "epoch">,
  sender: Pick<Sender, "fees">,
  signers: readonly Signer[],
  store: SignStore & Pick<StatusStore, "head">,
  { settings, clock, log, emit }: Tools,
): Stage {
  return { name: "sign", step };

  async function step(): Promise<Worked> {
    if (await store.isSending()) return false;
    const head = await store.head();
    if (head === undefined) return false;
    const { maxReceipts } = settings.batch;
    const final = finalBlock(head, settings.finalityDepth);
    const ready = await store.signable(maxReceipts, clock.now(), lastCall(head), final);
    if (ready.length === 0) return false;
    const hold = await holdBack(ready, head);
    if (hold > 0) return hold;
    const hopeless = ready.filter(({ attempts }) => attempts >= settings.maxAttempts);
    if (hopeless.length > 0) return parkHopeless(hopeless);
    const covered = await payingBack(ready);
    if (covered.length === 0) return true;
    const epoch = await chain.epoch();
    await signFor(pickBatch(covered, { maxReceipts, signatures: epoch.quorum }), epoch, seatsOf(epoch));
    return true;
  }

  /** Requests with a deadline before this, in Unix seconds, are too late: a transaction for them may be mined after it. */
  function lastCall({ timestamp }: Block): bigint {
    return timestamp + BigInt(Math.ceil(settings.lateMarginMs / 1_000));
  }

  async function holdBack(ready: readonly ExecutedRequest[], head: Block): Promise<number> {
    const now = clock.now();
    const timestamp = timeAtLeast(head.timestamp, now);
    const executing = await store.executing(now, timestamp);
    return gatherMs(ready, { executing, now, timestamp }, settings.batch);
  }

  /** Those that pay back what gas costs now. The others wait for a better price, so that they cost the operator nothing. */
  async function payingBack(ready: readonly ExecutedRequest[]): Promise<ExecutedRequest[]> {
    const market = await sender.fees();
    const { covered, dear } = splitByPrice(ready, market);
    for (const { id, header } of dear) {
      const price = priceNow(market, header.tipCap);
      const reason = reasonOf(fail("ALT_RELAY_GAS_PRICE", { price, cap: header.gasPriceCap }));
      await store.defer([id], reason, clock.now() + settings.backoff.maxMs);
      log.debug({ id, ...reason }, "signing postponed");
      emit({ type: "postponed", id, reason });
    }
    return covered;
  }

  /** As many of the epoch's members as a quorum needs; one that was revoked keeps its place but must not sign. */
  function seatsOf({ epoch, members, quorum }: Epoch): Seat[] {
    const seats = members.flatMap(({ signer: address, revoked }, place): Seat[] => {
      const signer = revoked ? undefined : signers.find((candidate) => candidate.address === address);
      return signer ? [[place, signer]] : [];
    });
    if (seats.length < quorum)
      throw fail("ALT_RELAY_NO_QUORUM", { epoch, had: seats.length, needed: quorum });
    return seats.slice(0, quorum);
  }

  async function signFor(requests: readonly ExecutedRequest[], { epoch }: Epoch, seats: readonly Seat[]) {
    const receipts = requests.map(({ id, execution }) => receiptOf(id, execution));
    const addresses = seats.map(([, signer]) => signer.address);
    const refused = await store.guard(addresses, receipts);
    if (refused.length > 0) return parkRefused(refused);
    const batch = batchOf(receipts, epoch);
    const signatures = await Promise.all(
      seats.map(async ([place, signer]) => [place, await signer.sign(batch)] as const),
    );
    const ids = requests.map(({ id }) => id);
    await store.recordBatch(batch, ids, new Map(signatures));
    log.info({ receipts: ids.length, epoch, signatures: seats.length, root: batch.root }, "signed");
    emit({ type: "signed", ids, epoch, signatures: seats.length });
  }

  async function parkHopeless(requests: readonly ExecutedRequest[]): Promise<true> {
    for (const { id, reason } of requests) await park(id, reason ?? reasonOf(fail("ALT_RELAY_SKIPPED")));
    return true;
  }

  async function parkRefused(ids: readonly string[]): Promise<void> {
    for (const id of ids) await park(id, reasonOf(fail("ALT_RELAY_DOUBLE_SIGN", { id })));
  }

  async function park(id: string, reason: Reason): Promise<void> {
    await store.park(id, reason);
    log.error({ id, ...reason }, "parked");
    emit({ type: "parked", id, reason });
  }
}
