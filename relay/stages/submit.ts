import { fail, findAlthingError } from "../../protocol/errors.ts";
import { joinSignatures } from "../../protocol/quorum.ts";
import { lowestCaps } from "../domain/fees.ts";
import { fulfilmentGasLimit, moreGas } from "../domain/gas.ts";
import { delayAfter, isRejection, reasonOf } from "../domain/retry.ts";
import { shortfall } from "../domain/worth.ts";
import type { Stage, Worked } from "../loop.ts";
import type { Block, Chain, Sender } from "../ports.ts";
import type { OpenBatch } from "../store-records.ts";
import type { Present } from "./present.ts";
import { type SweepStore, sweeper } from "./sweep.ts";
import type { Tools } from "./tools.ts";
import { transactor } from "./transactor.ts";

/**
 * A lane: one sender brings signed batches on chain, and the first one also expires what nobody fulfilled. It has one
 * transaction under way at a time, so nonces never gap; for more at a time there are more lanes.
 */
export function submitStage(
  chain: Pick<Chain, "fulfilCalldata" | "expireCalldata">,
  sender: Sender,
  store: SweepStore,
  present: Present,
  tools: Tools,
): Stage {
  const { settings, clock, log, emit } = tools;
  const transactions = transactor(sender, store, present, tools);
  const { sweep } = sweeper(chain, sender, store, present, transactions, tools);
  /** Fulfilments in a row that failed for what the operators are, not for their requests. */
  let setUpFaults = 0;
  return { name: `submit ${sender.address}`, step };

  async function step(): Promise<Worked> {
    const [head, open] = await Promise.all([store.head(), store.openTransaction(sender.address)]);
    if (head === undefined) return false;
    if (open) return transactions.follow(open, head);
    const { places } = await present.standing(head);
    const place = places.get(sender.address);
    if (place === undefined) {
      await store.returnBatch(sender.address);
      return false;
    }
    await releaseSkipped();
    const batch = await store.takeBatch(sender.address);
    if (batch) return fulfil(batch, place, head);
    const [first] = places.keys();
    return sender.address === first && sweep(head);
  }

  async function fulfil(batch: OpenBatch, place: number, head: Block): Promise<boolean> {
    const { requests, count, epoch, signatures, batchId } = batch;
    if (requests.length < count)
      return release(batch, fail("ALT_RELAY_BATCH_OUTDATED", { left: requests.length, count }), false);
    const caps = lowestCaps(requests.map(({ header }) => header));
    const market = await present.fees(head);
    const dear = caps && shortfall(caps, market);
    // The sign stage puts off those that are to wait, and signs for the others.
    if (dear) return release(batch, dear, false);
    const needs = requests.map(({ header, execution }) => ({ header, result: execution.result }));
    const data = chain.fulfilCalldata(requests, epoch, joinSignatures(signatures), place);
    try {
      const [gasLimit, nonce] = await Promise.all([
        simulate(data, fulfilmentGasLimit(needs, signatures.size)),
        sender.nonce(),
      ]);
      const ids = requests.map(({ id }) => id);
      await transactions.send({ kind: "fulfil", data, gasLimit, batchId, ids, caps }, nonce, market);
    } catch (error) {
      if (!isRejection(error)) throw error;
      return isSetUpFault(error) ? waitForSetUp(batch, error) : release(batch, error, true);
    }
    setUpFaults = 0;
    return true;
  }

  /** Returns the gas limit with which the fulfilment passes: as computed, or more where that was too little. */
  async function simulate(data: string, gasLimit: bigint): Promise<bigint> {
    try {
      await sender.simulate({ data, gasLimit }, "latest");
      return gasLimit;
    } catch (error) {
      const more = isRejection(error) ? moreGas(gasLimit) : undefined;
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
    log.warn({ batchId, ids: requests.map(({ id }) => id), ...reason }, "batch released");
    if (failed) for (const { id } of requests) emit({ type: "postponed", id, reason });
    return true;
  }

  /** The requests bear no blame: they are signed for again, with the epoch as it is then. */
  async function waitForSetUp({ batchId, requests }: OpenBatch, error: unknown): Promise<true> {
    setUpFaults += 1;
    present.forget();
    const reason = reasonOf(error);
    const retryAt = clock.now() + delayAfter(setUpFaults, settings.backoff);
    await store.releaseBatch(batchId, { reason, retryAt, failed: false });
    log.error({ batchId, setUpFaults, ...reason }, "the router does not take this operator's batches");
    for (const { id } of requests) emit({ type: "postponed", id, reason });
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
}

/** What the router says of its submitter and of the quorum, whatever the requests are. */
function isSetUpFault(error: unknown): boolean {
  return /^Router(NotSender|Epoch|Quorum|Signers|Signature|SignaturesLength)\b/.test(
    String(findAlthingError(error)?.figures.error),
  );
}

/** The router names the lack; a transaction that runs out elsewhere gives no reason. */
function mayLackGas(error: unknown): boolean {
  return /^(RouterGas\(|no reason)/.test(String(findAlthingError(error)?.figures.error));
}
