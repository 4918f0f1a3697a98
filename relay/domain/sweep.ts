import { MAX_EXPIRIES } from "./calldata.ts";
import { expiryGasLimit, MAX_EXPIRIES_BY_GAS } from "./gas.ts";

/** What a relay gives for expiries, which nobody pays back. */
export interface SweepBudget {
  /** Most requests expired in one transaction; 0 leaves it to others. */
  readonly maxRequests: number;
  /** Most wei spent on expiries in any 24 hours. */
  readonly maxWeiPerDay: bigint;
}

/** The time in milliseconds that a budget is for. */
export const BUDGET_PERIOD_MS = 24 * 3_600_000;

/** How many requests one transaction may expire. */
export function sweepSize({ maxRequests }: SweepBudget): number {
  return Math.min(maxRequests, MAX_EXPIRIES, MAX_EXPIRIES_BY_GAS);
}

/** How many of `due` requests the rest of the budget pays for, at `price` wei a unit of gas, whatever gas they take. */
export function affordable(due: number, left: bigint, price: bigint): number {
  for (let count = due; count > 0; count--) if (expiryGasLimit(count) * price <= left) return count;
  return 0;
}
