import { fail, findAlthingError } from "../../protocol/errors.ts";
import { capped, type GasCaps, raised, smaller } from "../domain/fees.ts";
import { reasonOf } from "../domain/retry.ts";
import type { Mined, Sender } from "../ports.ts";
import type { Intent, OpenTransaction, SubmitStore } from "../store-port.ts";
import type { Tools } from "./tools.ts";

type Task = Pick<Intent, "kind" | "data" | "gasLimit" | "batchId" | "ids"> & Pick<OpenTransaction, "caps">;

/**
 * Sends transactions and sees them through. What is to be sent is written down before, so that after a crash the same
 * bytes are sent again under the same nonce, and never others beside them.
 */
export function transactor(sender: Sender, store: SubmitStore, { settings, clock, log, emit }: Tools) {
  /** Transactions that this process has handed to the network. */
  const handedOver = new Set<number>();
  return { send, follow };

  async function send(task: Task): Promise<void> {
    const [nonce, asked] = await Promise.all([sender.nonce(), sender.fees()]);
    const fees = capped(asked, capsOf(task));
    const { hash, raw } = await sender.sign({ ...task, nonce, fees });
    const transactionId = await store.recordIntent({ ...task, nonce, fees, hash, raw, sentAt: clock.now() });
    const { kind, ids } = task;
    log.info({ kind, requests: ids.length, transactionHash: hash, nonce }, "submitted");
    emit({ type: "submitted", kind, ids, transactionHash: hash, nonce });
    const open = await store.openTransaction();
    if (open?.transactionId === transactionId) await handOver(open);
  }

  /** Most that is ever bid: what goes beyond the requests' own cap would be the operator's loss. */
  function capsOf({ caps }: Pick<OpenTransaction, "caps">): GasCaps {
    const own = settings.maxGasPrice;
    return { gasPriceCap: smaller(caps?.gasPriceCap ?? own, own), tipCap: caps?.tipCap ?? own };
  }

  /** One look at a transaction under way; false if all that can be done is wait. */
  async function follow(open: OpenTransaction): Promise<boolean> {
    const mined = await findMined(open);
    if (mined) return conclude(open, mined);
    if ((await sender.nonce()) > open.nonce) return lose(open);
    if (!handedOver.has(open.transactionId)) return handOver(open);
    if (clock.now() - open.sentAt < settings.resendAfterMs) return false;
    await replace(open);
    return false;
  }

  async function findMined({ hashes }: OpenTransaction): Promise<Mined | undefined> {
    for (const hash of hashes.toReversed()) {
      const mined = await sender.mined(hash);
      if (mined) return mined;
    }
    return undefined;
  }

  async function conclude({ transactionId, kind, nonce }: OpenTransaction, mined: Mined): Promise<true> {
    handedOver.delete(transactionId);
    const { success, gasUsed, gasPrice, block } = mined;
    if (success) await store.recordMined(transactionId, mined);
    else {
      const release = again(fail("ALT_RELAY_TRANSACTION_REVERTED", { nonce }), true);
      await store.recordLost(transactionId, release, mined);
    }
    log.info({ kind, nonce, success, gasUsed, gasPrice, block: block.number }, "mined");
    return true;
  }

  /** The nonce is used, and not by us: look once more, since a receipt may come later than the count. */
  async function lose(open: OpenTransaction): Promise<true> {
    const mined = await findMined(open);
    if (mined) return conclude(open, mined);
    handedOver.delete(open.transactionId);
    log.warn({ nonce: open.nonce }, "another transaction took the nonce");
    await store.recordLost(open.transactionId, again(fail("ALT_RELAY_NONCE_USED"), false));
    return true;
  }

  function again(error: unknown, failed: boolean) {
    return { reason: reasonOf(error), retryAt: failed ? clock.now() + settings.backoff.firstMs : 0, failed };
  }

  async function handOver(open: OpenTransaction): Promise<boolean> {
    try {
      await sender.broadcast(open.raw);
    } catch (error) {
      const code = findAlthingError(error)?.code;
      if (code === "ALT_RELAY_UNDERPRICED") return replace(open);
      if (code === "ALT_RELAY_TRANSACTION_REFUSED") return discard(open, error);
      // The next look at the nonce decides.
      if (code !== "ALT_RELAY_NONCE_USED") throw error;
    }
    handedOver.add(open.transactionId);
    return true;
  }

  /** Nothing of it ever reached the network, and nothing will: its requests go back, to be tried one by one. */
  async function discard(open: OpenTransaction, error: unknown): Promise<true> {
    const { transactionId, kind, ids, nonce } = open;
    const release = again(error, true);
    const { reason, retryAt } = release;
    await store.recordLost(transactionId, release);
    if (kind === "expire") for (const id of ids) await store.postpone(id, reason, retryAt);
    log.warn({ kind, nonce, requests: ids.length, ...reason }, "the network refuses the transaction");
    for (const id of ids) emit({ type: "postponed", id, reason });
    return true;
  }

  /** Bids more under the same nonce; where the cap forbids it the same bytes go out again. */
  async function replace(open: OpenTransaction): Promise<boolean> {
    const fees = raised(open.fees, await sender.fees(), capsOf(open));
    if (fees === undefined) {
      await sender.broadcast(open.raw);
      return false;
    }
    const { hash, raw } = await sender.sign({ ...open, fees });
    await store.recordReplacement(open.transactionId, { hash, raw, fees, sentAt: clock.now() });
    log.warn({ nonce: open.nonce, transactionHash: hash, maxFeePerGas: fees.maxFeePerGas }, "bid more");
    await sender.broadcast(raw);
    handedOver.add(open.transactionId);
    return true;
  }
}
