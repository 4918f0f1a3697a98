import { fail, findAlthingError } from "../../protocol/errors.ts";
import { joinSignatures } from "../../protocol/quorum.ts";
import { expiryGasLimit, fulfilmentGasLimit, moreGas } from "../domain/gas.ts";
import { delayAfter, reasonOf } from "../domain/retry.ts";
import type { Stage } from "../loop.ts";
import type { Chain, Sender } from "../ports.ts";
import type { OpenBatch, StatusStore, StoredRequest, SubmitStore } from "../store-port.ts";
import type { Tools } from "./tools.ts";
import { transactor } from "./transactor.ts";

const DAY_MS = 24 * 3_600_000;

/** Brings signed batches on chain, and expires what nobody fulfilled. One transaction at a time, so nonces never gap. */
export function submitStage(
  chain: Pick<Chain, "fulfilCalldata" | "expireCalldata">,
  sender: Sender,
  store: SubmitStore & Pick<StatusStore, "head">,
  tools: Tools,
): Stage {
  const { settings, clock, log, emit } = tools;
  const transactions = transactor(sender, store, tools);
  return { name: "submit", step };

  async function step(): Promise<boolean> {
    const open = await store.openTransaction();
    if (open) return transactions.follow(open);
    await releaseSkipped();
    const batch = await store.openBatch();
    return batch ? fulfil(batch) : expire();
  }

  async function fulfil(batch: OpenBatch): Promise<boolean> {
    const { requests, count, epoch, signatures, batchId } = batch;
    if (requests.length < count)
      return release(batch, fail("ALT_RELAY_BATCH_OUTDATED", { left: requests.length, count }), false);
    const needs = requests.map(({ header, execution }) => ({ header, result: execution.result }));
    const data = chain.fulfilCalldata(requests, epoch, joinSignatures(signatures));
    try {
      const gasLimit = await simulate(data, fulfilmentGasLimit(needs, signatures.size));
      await transactions.send({ kind: "fulfil", data, gasLimit, batchId, ids: requests.map(({ id }) => id) });
    } catch (error) {
      if (!isRevert(error)) throw error;
      return release(batch, error, true);
    }
    return true;
  }

  /** Returns the gas limit with which the fulfilment passes: as computed, or more where that was too little. */
  async function simulate(data: string, gasLimit: bigint): Promise<bigint> {
    try {
      await sender.simulate({ data, gasLimit }, "latest");
      return gasLimit;
    } catch (error) {
      const more = isRevert(error) ? moreGas(gasLimit) : undefined;
      if (more === undefined || !mayLackGas(error)) throw error;
      log.warn({ gasLimit, more, ...reasonOf(error) }, "the gas limit was too low");
      return simulate(data, more);
    }
  }

  async function release({ batchId, requests }: OpenBatch, error: unknown, failed: boolean): Promise<true> {
    const reason = reasonOf(error);
    const failures = Math.max(...requests.map(({ attempts }) => attempts), 0) + 1;
    const retryAt = failed ? clock.now() + delayAfter(failures, settings.backoff) : 0;
    await store.releaseBatch(batchId, { reason, retryAt, failed });
    log.warn({ batchId, requests: requests.length, ...reason }, "batch released");
    if (failed) for (const { id } of requests) emit({ type: "postponed", id, reason });
    return true;
  }

  async function releaseSkipped(): Promise<void> {
    const retryAt = clock.now() + settings.backoff.firstMs;
    const count = await store.releaseSkipped({
      reason: reasonOf(fail("ALT_RELAY_SKIPPED")),
      retryAt,
      failed: true,
    });
    if (count > 0) log.warn({ requests: count }, "the router skipped receipts");
  }

  /** The chain's own time counts; the clock only tells when it is worth asking, on a chain that stands still. */
  async function expire(): Promise<boolean> {
    const head = await store.head();
    const now = clock.now();
    const { maxRequests } = settings.expiry;
    if (!head || maxRequests === 0) return false;
    const due = await store.expirable(
      maxRequests,
      now,
      latest(head.timestamp, BigInt(Math.floor(now / 1000))),
    );
    if (due.length === 0 || !(await withinBudget(now))) return false;
    const data = chain.expireCalldata(due.map(({ header }) => header));
    const gasLimit = expiryGasLimit(due.length);
    try {
      await sender.simulate({ data, gasLimit }, "pending");
    } catch (error) {
      if (!isRevert(error)) throw error;
      await postpone(due, error);
      return true;
    }
    await transactions.send({
      kind: "expire",
      data,
      gasLimit,
      batchId: undefined,
      ids: due.map(({ id }) => id),
    });
    return true;
  }

  async function withinBudget(now: number): Promise<boolean> {
    return (await store.expirySpending(now - DAY_MS)) < settings.expiry.maxWeiPerDay;
  }

  async function postpone(requests: readonly StoredRequest[], error: unknown): Promise<void> {
    const reason = reasonOf(error);
    for (const { id, attempts } of requests) {
      await store.postpone(id, reason, clock.now() + delayAfter(attempts + 1, settings.backoff));
    }
    log.debug({ requests: requests.length, ...reason }, "expiry postponed");
  }
}

function isRevert(error: unknown): boolean {
  return findAlthingError(error)?.code === "ALT_REVERTED";
}

/** The router names the lack; a transaction that runs out elsewhere gives no reason. */
function mayLackGas(error: unknown): boolean {
  return /^(RouterGas\(|no reason)/.test(String(findAlthingError(error)?.figures.error));
}

function latest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
