import { timeAtLeast } from "./domain/clock.ts";
import { BUDGET_PERIOD_MS, type SweepBudget } from "./domain/sweep.ts";
import type { Store } from "./store-port.ts";

/** What expiring overdue requests has cost, and what is left to do. */
export interface SweepStatus {
  /** Wei spent on expiries in the last 24 hours. */
  readonly spent: bigint;
  /** Most wei that may be spent in 24 hours. */
  readonly maxWeiPerDay: bigint;
  /** Requests that could be expired. */
  readonly overdue: number;
}

/** `now` is Unix milliseconds. */
export async function sweepStatus(
  store: Pick<Store, "expirySpending" | "head" | "overdue">,
  { maxWeiPerDay }: SweepBudget,
  now: number,
): Promise<SweepStatus> {
  const head = await store.head();
  const [spent, overdue] = await Promise.all([
    store.expirySpending(now - BUDGET_PERIOD_MS),
    head ? store.overdue(timeAtLeast(head.timestamp, now)) : 0,
  ]);
  return { spent, maxWeiPerDay, overdue };
}
