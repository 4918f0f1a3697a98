import { fail, findAlthingError } from "../../protocol/errors.ts";
import { elapsed } from "../domain/clock.ts";
import { firstBid, type GasCaps, type GasFees, type MarketFees, raised, smaller } from "../domain/fees.ts";
import { reasonOf } from "../domain/retry.ts";
import { whyCancel } from "../domain/worth.ts";
import type { Worked } from "../loop.ts";
import type { Block, Mined, Sender } from "../ports.ts";
import type { Release, SubmitStore } from "../store-port.ts";
import type { Intent, OpenTransaction } from "../store-records.ts";
import type { Present } from "./present.ts";
import type { Tools } from "./tools.ts";

type Task = Pick<Intent, "kind" | "data" | "gasLimit" | "batchId" | "ids"> & Pick<OpenTransaction, "caps">;

/** What this process alone knows of the transaction under way. Unix milliseconds. */
interface InHand {
  readonly transactionId: number;
  /** When its newest bytes were last handed to the network, if they were. */
  offeredAt: number | undefined;
  /** Whether the network did not take them for what they bid. */
  refused: boolean;
  /** Since when its nonce has not been the chain's next, if it is not. */
  astraySince: number | undefined;
}

function taken(transactionId: number): InHand {
  return { transactionId, offeredAt: undefined, refused: false, astraySince: undefined };
}

/**
 * A sender's lane: it sends one transaction after the other and sees each through. What is to be sent is written down
 * before, so that after a crash the same bytes are sent again under the same nonce, and never others beside them. The
 * nonce is the chain's own count, so that it can neither drift nor leave a gap.
 */
export function transactor(
  sender: Sender,
  store: SubmitStore,
  present: Pick<Present, "fees">,
  { settings, clock, log, emit }: Tools,
) {
  let inHand: InHand | undefined;
  return { send, follow };

  async function send(task: Task, nonce: number, market: MarketFees): Promise<void> {
    const fees = firstBid(market, capsOf(task));
    const { hash, raw } = await sender.sign({ ...task, nonce, fees });
    const { address } = sender;
    const sentAt = clock.now();
    const transactionId = await store.recordIntent({
      ...task,
      sender: address,
      nonce,
      fees,
      hash,
      raw,
      sentAt,
    });
    const { kind, ids } = task;
    log.info({ kind, ids, transactionHash: hash, sender: address, nonce }, "submitted");
    emit({ type: "submitted", kind, ids, sender: address, transactionHash: hash, nonce });
    const hand = taken(transactionId);
    inHand = hand;
    // Where the network refuses it, the next look does what is to be done about that.
    await sender.broadcast(raw).then(
      () => noteOffer(hand),
      () => undefined,
    );
  }

  function noteOffer(hand: InHand): void {
    hand.offeredAt = clock.now();
    hand.refused = false;
  }

  /** Most that is ever bid: what goes beyond the requests' own caps would be the operator's loss. */
  function capsOf({ caps }: Pick<OpenTransaction, "caps">): GasCaps {
    const own = settings.maxGasPrice;
    return { gasPriceCap: smaller(caps?.gasPriceCap ?? own, own), tipCap: smaller(caps?.tipCap ?? own, own) };
  }

  /** One look at the transaction under way. */
  async function follow(open: OpenTransaction, head: Block): Promise<Worked> {
    if (inHand?.transactionId !== open.transactionId) inHand = taken(open.transactionId);
    const hand = inHand;
    const [mined, next] = await Promise.all([findMined(open), sender.nonce()]);
    if (mined) return conclude(open, mined);
    if (next !== open.nonce) return goAstray(open, hand, next);
    hand.astraySince = undefined;
    if (hand.offeredAt === undefined) return offer(open, hand, head);
    return tend(open, hand, hand.offeredAt, head);
  }

  async function findMined({ hashes }: OpenTransaction): Promise<{ hash: string; mined: Mined } | undefined> {
    const found = await Promise.all(hashes.map(async (hash) => ({ hash, mined: await sender.mined(hash) })));
    return found.flatMap(({ hash, mined }) => (mined ? [{ hash, mined }] : []))[0];
  }

  async function conclude(
    open: OpenTransaction,
    { hash, mined }: { readonly hash: string; readonly mined: Mined },
  ): Promise<true> {
    const { transactionId, nonce } = open;
    const { success, gasUsed, gasPrice, block } = mined;
    const cancelled = open.cancellations.includes(hash);
    if (cancelled) {
      await store.recordCancelled(transactionId, again(fail("ALT_RELAY_CANCELLED", { nonce }), false), mined);
    } else if (success) {
      await store.recordMined(transactionId, mined);
    } else {
      const release = again(fail("ALT_RELAY_TRANSACTION_REVERTED", { nonce }), true);
      await store.recordLost(transactionId, release, mined);
    }
    const spent = { transactionHash: hash, blockNumber: block.number, gasUsed, gasPrice };
    log.info({ ...attemptOf(open), success, ...spent }, cancelled ? "cancelled" : "mined");
    const ended = { ...attemptOf(open), ...spent, cost: gasUsed * gasPrice };
    emit(cancelled ? { type: "cancelled", ...ended } : { type: "mined", success, ...ended });
    return true;
  }

  /**
   * The chain's next nonce is another. Above: a stranger's transaction took this one, or a receipt comes later than the
   * count. Below: the chain went back, or the endpoint lags. So it is given a little time before it is given up.
   */
  async function goAstray(open: OpenTransaction, hand: InHand, next: number): Promise<Worked> {
    const patience = next > open.nonce ? 2 * settings.pollIntervalMs : settings.resendAfterMs;
    hand.astraySince ??= clock.now();
    const waited = elapsed(hand.astraySince, clock.now());
    if (waited < patience) return patience - waited;
    const { nonce } = open;
    const used = next > nonce;
    return lose(open, used ? fail("ALT_RELAY_NONCE_USED") : fail("ALT_RELAY_NONCE_AHEAD", { nonce, next }));
  }

  async function lose(open: OpenTransaction, error: unknown): Promise<true> {
    const release = again(error, false);
    await store.recordLost(open.transactionId, release);
    return tellLost(open, release);
  }

  function tellLost(open: OpenTransaction, { reason }: Release): true {
    log.warn({ ...attemptOf(open), ...reason }, "lost");
    emit({ type: "lost", ...attemptOf(open), reason });
    return true;
  }

  function again(error: unknown, failed: boolean): Release {
    return { reason: reasonOf(error), retryAt: failed ? clock.now() + settings.backoff.firstMs : 0, failed };
  }

  /** Hands the newest bytes to the network. */
  async function offer(open: OpenTransaction, hand: InHand, head: Block): Promise<Worked> {
    try {
      await sender.broadcast(open.raw);
    } catch (error) {
      const code = findAlthingError(error)?.code;
      if (code === "ALT_RELAY_UNDERPRICED") {
        hand.refused = true;
        return (await giveWay(open, hand, head)) || raise(open, head);
      }
      if (code === "ALT_RELAY_TRANSACTION_REFUSED") return discard(open, error);
      if (code !== "ALT_RELAY_NONCE_USED") throw error;
      // The chain's own count decides, which may come a little later.
      return 2 * settings.pollIntervalMs;
    }
    noteOffer(hand);
    return true;
  }

  /** What the network was given: whether it still has it, whether it is still worth it, whether it takes too long. */
  async function tend(open: OpenTransaction, hand: InHand, offeredAt: number, head: Block): Promise<Worked> {
    if (await giveWay(open, hand, head)) return true;
    const now = clock.now();
    if (elapsed(open.sentAt, now) >= settings.resendAfterMs && (await raise(open, head))) return true;
    const between = settings.resendAfterMs / LOOKS;
    if (elapsed(offeredAt, now) < between) return between;
    if (!(await sender.isKnown(open.hashes.at(-1) ?? ""))) return offer(open, hand, head);
    hand.offeredAt = now;
    return between;
  }

  /** Nothing of it ever reached the network, and nothing will: its requests go back, to be tried one by one. */
  async function discard(open: OpenTransaction, error: unknown): Promise<true> {
    const { transactionId, kind, ids } = open;
    const release = again(error, true);
    const { reason, retryAt } = release;
    await store.recordLost(transactionId, release);
    if (kind === "expire") for (const id of ids) await store.postpone(id, reason, retryAt);
    for (const id of ids) emit({ type: "postponed", id, reason });
    return tellLost(open, release);
  }

  /** Takes the nonce back where the transaction is not worth it any more; false if it is, or that is done already. */
  async function giveWay(open: OpenTransaction, { refused }: InHand, head: Block): Promise<boolean> {
    if (open.cancellations.length > 0) return false;
    const market = await present.fees(head);
    const fault = whyCancel(open, {
      market,
      caps: capsOf(open),
      refused,
      now: clock.now(),
      timestamp: head.timestamp,
      patienceMs: settings.cancelAfterMs,
    });
    const fees = fault === undefined ? undefined : raised(open.fees, market, capsOf({ caps: undefined }));
    if (fees === undefined) return false;
    log.warn({ ...attemptOf(open), fault }, "it is not worth its gas any more");
    await replace(open, fees, true);
    return true;
  }

  /** Bids more under the same nonce; where the caps forbid it, what went out has to do. */
  async function raise(open: OpenTransaction, head: Block): Promise<boolean> {
    const cancels = open.cancellations.length > 0;
    const caps = capsOf(cancels ? { caps: undefined } : open);
    const fees = raised(open.fees, await present.fees(head), caps);
    if (fees === undefined) return false;
    await replace(open, fees, cancels);
    return true;
  }

  async function replace(open: OpenTransaction, fees: GasFees, cancels: boolean): Promise<void> {
    const { transactionId, nonce } = open;
    const { hash, raw } = cancels
      ? await sender.signCancellation({ nonce, fees })
      : await sender.sign({ ...open, fees });
    await store.recordReplacement(transactionId, { hash, raw, fees, sentAt: clock.now(), cancels });
    log.warn({ ...attemptOf(open), cancels, transactionHash: hash, ...fees }, "replaced");
    emit({ type: "replaced", ...attemptOf(open), cancels, transactionHash: hash, ...fees });
    // The next look offers it.
    inHand = taken(transactionId);
  }
}

/** How often a transaction is looked for at its endpoint before it is bid for again. */
const LOOKS = 4;

function attemptOf({ kind, ids, sender, nonce }: OpenTransaction) {
  return { kind, ids, sender, nonce };
}
