import { fail, findAlthingError } from "../../protocol/errors.ts";
import { joinSignatures } from "../../protocol/quorum.ts";
import { lowestCaps, priceNow } from "../domain/fees.ts";
import { fulfilmentGasLimit, moreGas } from "../domain/gas.ts";
import { delayAfter, isRejection, reasonOf } from "../domain/retry.ts";
import type { Stage } from "../loop.ts";
import type { Chain, Sender } from "../ports.ts";
import type { OpenBatch } from "../store-port.ts";
import { type SweepStore, sweeper } from "./sweep.ts";
import type { Tools } from "./tools.ts";
import { transactor } from "./transactor.ts";

/** Brings signed batches on chain, and expires what nobody fulfilled. One transaction at a time, so nonces never gap. */
export function submitStage(
  chain: Pick<Chain, "fulfilCalldata" | "expireCalldata" | "placeOf">,
  sender: Sender,
  store: SweepStore,
  tools: Tools,
): Stage {
  const { settings, clock, log, emit } = tools;
  const transactions = transactor(sender, store, tools);
  const { sweep } = sweeper(chain, sender, store, transactions, tools);
  /** Fulfilments in a row that failed for what the operators are, not for their requests. */
  let setUpFaults = 0;
  return { name: "submit", step };

  async function step(): Promise<boolean> {
    const open = await store.openTransaction();
    if (open) return transactions.follow(open);
    await releaseSkipped();
    const batch = await store.openBatch();
    return batch ? fulfil(batch) : sweep();
  }

  async function fulfil(batch: OpenBatch): Promise<boolean> {
    const { requests, count, epoch, signatures, batchId } = batch;
    if (requests.length < count)
      return release(batch, fail("ALT_RELAY_BATCH_OUTDATED", { left: requests.length, count }), false);
    const caps = lowestCaps(requests.map(({ header }) => header));
    const price = priceNow(await sender.fees(), caps?.tipCap ?? 0n);
    // The sign stage puts off those that are to wait, and signs for the others.
    if (caps && caps.gasPriceCap < price)
      return release(batch, fail("ALT_RELAY_GAS_PRICE", { price, cap: caps.gasPriceCap }), false);
    const needs = requests.map(({ header, execution }) => ({ header, result: execution.result }));
    const submitter = await chain.placeOf(sender.address);
    if (submitter === undefined) return waitForSetUp(batch, notMember(epoch));
    const data = chain.fulfilCalldata(requests, epoch, joinSignatures(signatures), submitter);
    try {
      const gasLimit = await simulate(data, fulfilmentGasLimit(needs, signatures.size));
      const ids = requests.map(({ id }) => id);
      await transactions.send({ kind: "fulfil", data, gasLimit, batchId, ids, caps });
    } catch (error) {
      if (!isRejection(error)) throw error;
      return isSetUpFault(error) ? waitForSetUp(batch, error) : release(batch, error, true);
    }
    setUpFaults = 0;
    return true;
  }

  function notMember(epoch: bigint): Error {
    return fail("ALT_RELAY_NOT_MEMBER", { role: "the sender", epoch, addresses: sender.address });
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
    log.warn({ batchId, requests: requests.length, ...reason }, "batch released");
    if (failed) for (const { id } of requests) emit({ type: "postponed", id, reason });
    return true;
  }

  /** The requests bear no blame: they are signed for again, with the epoch as it is then. */
  async function waitForSetUp({ batchId, requests }: OpenBatch, error: unknown): Promise<true> {
    setUpFaults += 1;
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
