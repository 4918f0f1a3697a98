import type { ExecutedRequest } from "./batch.ts";

/** How long a batch may be held back. */
export interface GatherLimits {
  /** Receipts with which a batch is full. */
  readonly maxReceipts: number;
  /** Most milliseconds that an executed request waits for others; 0 never waits. */
  readonly waitMs: number;
  /** Milliseconds before the earliest deadline from which on nothing is waited for. */
  readonly deadlineMarginMs: number;
}

/** What the relay has in hand beside the requests that could be signed for. */
export interface Load {
  /** Requests that are being executed or wait for it. */
  readonly executing: number;
  /** Unix milliseconds. */
  readonly now: number;
  /** Unix seconds, by the chain's clock. */
  readonly timestamp: bigint;
}

type Ready = Pick<ExecutedRequest, "attempts" | "executedAt"> & {
  readonly header: Pick<ExecutedRequest["header"], "deadline">;
};

/**
 * Milliseconds for which the next batch is held back so that others join it; 0 if it goes at once.
 *
 * Load means that requests are still being executed: those are the only ones that are known to come soon, so that an
 * idle relay, or one that has just finished the last of a burst, waits for nothing. What arrives while a transaction is
 * under way gathers anyway.
 */
export function gatherMs(ready: readonly Ready[], load: Load, limits: GatherLimits): number {
  const { executing, now, timestamp } = load;
  const { maxReceipts, waitMs, deadlineMarginMs } = limits;
  const goesAlone = (ready[0]?.attempts ?? 0) > 0;
  if (executing === 0 || goesAlone || ready.length >= maxReceipts) return 0;
  const waited = now - Math.min(...ready.map(({ executedAt }) => executedAt));
  const untilDeadline = Math.min(...ready.map(({ header }) => Number(header.deadline - timestamp) * 1_000));
  return Math.max(0, Math.min(waitMs, waitMs - waited, untilDeadline - deadlineMarginMs));
}
