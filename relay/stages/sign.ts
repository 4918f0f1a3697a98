import { fail } from "../../protocol/errors.ts";
import { batchOf, type ExecutedRequest, pickBatch } from "../domain/batch.ts";
import { timeAtLeast } from "../domain/clock.ts";
import { receiptOf } from "../domain/execution.ts";
import { gatherMs } from "../domain/gather.ts";
import type { Reason } from "../domain/request.ts";
import { reasonOf } from "../domain/retry.ts";
import { shortfall } from "../domain/worth.ts";
import type { Stage, Worked } from "../loop.ts";
import type { Block, Epoch, Signer } from "../ports.ts";
import type { Refusal, SignStore, StatusStore } from "../store-port.ts";
import type { Death } from "../store-records.ts";
import type { SigningGuard } from "./guard.ts";
import type { Present } from "./present.ts";
import type { Tools } from "./tools.ts";

/** A signer at its place in the epoch. */
type Seat = readonly [place: number, signer: Signer];

/**
 * Gathers executed requests into a batch and has it signed, so late as it costs nobody time: while no lane is free no
 * batch is made, since it could not be sent, and while others are being executed it waits a little for them. So gas per
 * request falls under load.
 */
export function signStage(
  signers: readonly Signer[],
  guard: Pick<SigningGuard, "isOnHold" | "stand">,
  store: SignStore & Pick<StatusStore, "head">,
  present: Pick<Present, "senders" | "standing" | "fees">,
  { settings, clock, log, emit }: Tools,
): Stage {
  return { name: "sign", step };

  async function step(): Promise<Worked> {
    if (await guard.isOnHold()) return false;
    const head = await store.head();
    if (head === undefined || (await isBusy(present.senders))) return false;
    const { maxReceipts } = settings.batch;
    const ready = await store.signable(maxReceipts, clock.now(), lastCall(head));
    if (ready.length === 0) return prepare(head);
    const { epoch, places } = await present.standing(head);
    if (places.size === 0) return waitForSender(ready, epoch);
    if (await isBusy([...places.keys()])) return false;
    const hold = await holdBack(ready, head);
    if (hold > 0) return hold;
    const hopeless = ready.filter(({ attempts }) => attempts >= settings.maxAttempts);
    if (hopeless.length > 0) return parkHopeless(hopeless);
    const covered = await payingBack(ready, head);
    if (covered.length === 0) return true;
    // The chain was asked meanwhile, and may have gone back.
    if (await guard.isOnHold()) return false;
    await signFor(pickBatch(covered, { maxReceipts, signatures: epoch.quorum }), epoch, seatsOf(epoch));
    return true;
  }

  /** Whether nobody is free to send. */
  async function isBusy(senders: readonly string[]): Promise<boolean> {
    return (await store.lanesTaken(senders)) >= senders.length;
  }

  /** While requests are executed, what will be needed for them then is read: the execution hides the round trips. */
  async function prepare(head: Block): Promise<false> {
    if ((await store.executing(clock.now(), head.timestamp)) === 0) return false;
    await Promise.all([present.standing(head), present.fees(head)]);
    return false;
  }

  /** Nothing is signed that nobody could bring on chain. */
  async function waitForSender(ready: readonly ExecutedRequest[], { epoch }: Epoch): Promise<true> {
    await defer(ready, fail("ALT_RELAY_NOT_MEMBER", { role: "the sender", epoch, addresses: "none" }));
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
  async function payingBack(ready: readonly ExecutedRequest[], head: Block): Promise<ExecutedRequest[]> {
    const market = await present.fees(head);
    const covered: ExecutedRequest[] = [];
    for (const request of ready) {
      const dear = shortfall(request.header, market);
      if (dear) await defer([request], dear);
      else covered.push(request);
    }
    return covered;
  }

  async function defer(requests: readonly ExecutedRequest[], error: unknown): Promise<void> {
    const reason = reasonOf(error);
    const ids = requests.map(({ id }) => id);
    await store.defer(ids, reason, clock.now() + settings.backoff.maxMs);
    log.debug({ requests: ids.length, ...reason }, "signing postponed");
    for (const id of ids) emit({ type: "postponed", id, reason });
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
    const refused = await guard.stand(addresses, receipts);
    if (refused.length > 0) return parkRefused(refused);
    const batch = batchOf(receipts, epoch);
    const signatures = await Promise.all(
      seats.map(async ([place, signer]) => [place, await signer.sign(batch)] as const),
    );
    const ids = requests.map(({ id }) => id);
    await store.recordBatch(batch, ids, new Map(signatures));
    log.info({ ids, epoch, signatures: seats.length, root: batch.root }, "signed");
    emit({ type: "signed", ids, epoch, signatures: seats.length });
  }

  async function parkHopeless(requests: readonly ExecutedRequest[]): Promise<true> {
    for (const { id, reason } of requests)
      await park(id, "submit", reason ?? reasonOf(fail("ALT_RELAY_SKIPPED")));
    return true;
  }

  async function parkRefused(refused: readonly Refusal[]): Promise<void> {
    for (const { id, code } of refused) await park(id, "sign", reasonOf(fail(code, { id })));
  }

  async function park(id: string, stage: Death["stage"], reason: Reason): Promise<void> {
    await store.park(id, { stage, reason, at: clock.now() });
    log.error({ id, ...reason }, "parked");
    emit({ type: "parked", id, reason });
  }
}
