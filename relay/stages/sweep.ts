import { fail } from "../../protocol/errors.ts";
import { timeAtLeast } from "../domain/clock.ts";
import { type MarketFees, smaller } from "../domain/fees.ts";
import { expiryGasLimit } from "../domain/gas.ts";
import { delayAfter, isRejection, reasonOf } from "../domain/retry.ts";
import { affordable, BUDGET_PERIOD_MS, sweepSize } from "../domain/sweep.ts";
import type { Block, Chain, Sender } from "../ports.ts";
import type { SignStore, StatusStore, SubmitStore } from "../store-port.ts";
import type { StoredRequest } from "../store-records.ts";
import type { Present } from "./present.ts";
import type { Tools } from "./tools.ts";
import type { transactor } from "./transactor.ts";

export type SweepStore = SubmitStore & Pick<SignStore, "signable"> & Pick<StatusStore, "head">;

/** Milliseconds for which an executed request goes before any expiry; one that nobody can sign for blocks no longer. */
const PRECEDENCE_MS = 60_000;

/** Expires requests that nobody fulfilled, many in one transaction, while the day's budget lasts. */
export function sweeper(
  chain: Pick<Chain, "expireCalldata">,
  sender: Pick<Sender, "nonce" | "simulate">,
  store: SweepStore,
  present: Pick<Present, "fees">,
  transactions: Pick<ReturnType<typeof transactor>, "send">,
  { settings, clock, log }: Tools,
) {
  /** Whether the log says already that the budget is spent. */
  let exhausted = false;
  return { sweep };

  async function sweep(head: Block): Promise<boolean> {
    const limit = sweepSize(settings.expiry);
    if (limit === 0 || (await isFulfilmentNear(head))) return false;
    const now = clock.now();
    const due = await store.expirable(limit, now, timeAtLeast(head.timestamp, now));
    if (due.length === 0) return false;
    const market = await present.fees(head);
    const paidFor = await withinBudget(due, now, market);
    if (paidFor.length === 0) return false;
    await expire(paidFor, market);
    return true;
  }

  /** A batch is about to be signed: an expiry now would keep it waiting for a block. */
  async function isFulfilmentNear(head: Block): Promise<boolean> {
    const now = clock.now();
    const [oldest] = await store.signable(1, now, head.timestamp);
    return oldest !== undefined && now - oldest.executedAt < PRECEDENCE_MS;
  }

  async function withinBudget(
    due: readonly StoredRequest[],
    now: number,
    { maxFeePerGas }: MarketFees,
  ): Promise<readonly StoredRequest[]> {
    const { maxWeiPerDay } = settings.expiry;
    const spent = await store.expirySpending(now - BUDGET_PERIOD_MS);
    const count = affordable(due.length, maxWeiPerDay - spent, smaller(maxFeePerGas, settings.maxGasPrice));
    if (count === 0 && !exhausted) {
      const reason = reasonOf(fail("ALT_RELAY_EXPIRY_BUDGET", { spent, budget: maxWeiPerDay }));
      log.warn({ spent, budget: maxWeiPerDay, ...reason }, "no more expiries for now");
    }
    exhausted = count === 0;
    return due.slice(0, count);
  }

  async function expire(requests: readonly StoredRequest[], market: MarketFees): Promise<void> {
    const data = chain.expireCalldata(requests.map(({ header }) => header));
    const gasLimit = expiryGasLimit(requests.length);
    try {
      await sender.simulate({ data, gasLimit }, "pending");
    } catch (error) {
      if (!isRejection(error)) throw error;
      return postpone(requests, error);
    }
    const ids = requests.map(({ id }) => id);
    const task = { kind: "expire", data, gasLimit, batchId: undefined, ids, caps: undefined } as const;
    await transactions.send(task, await sender.nonce(), market);
  }

  async function postpone(requests: readonly StoredRequest[], error: unknown): Promise<void> {
    const reason = reasonOf(error);
    for (const { id, attempts } of requests) {
      await store.postpone(id, reason, clock.now() + delayAfter(attempts + 1, settings.backoff));
    }
    log.debug({ requests: requests.length, ...reason }, "expiry postponed");
  }
}
