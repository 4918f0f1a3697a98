import { LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import type { HoldLimits } from "./domain/hold.ts";
import type { Backoff } from "./domain/retry.ts";
import type { SweepBudget } from "./domain/sweep.ts";

/** How a relay works. None of it can change an outcome. */
export interface RelaySettings {
  /** Milliseconds between looks at the chain's head. */
  readonly pollIntervalMs: number;
  /** Blocks that must follow a request's before it is executed; 0 on a local chain. */
  readonly finalityDepth: number;
  /** First block whose events matter; the block of the router's deployment or later. */
  readonly startBlock: number;
  /** Most blocks asked for at once. */
  readonly blocksPerQuery: number;
  /** Executions at a time. */
  readonly concurrency: number;
  /** How many receipts go into a batch, and how long it waits for them while others are being executed. */
  readonly batch: HoldLimits;
  /** Milliseconds before its deadline from which on a request is left to expire: a receipt that comes late earns nothing. */
  readonly lateMarginMs: number;
  /** Milliseconds after which a transaction that is not mined is sent again with a higher bid. */
  readonly resendAfterMs: number;
  /** Most wei a unit of gas that is ever bid. */
  readonly maxGasPrice: bigint;
  /** Failed fulfilments after which a request is parked. */
  readonly maxAttempts: number;
  /** Failed executions after which a request is declined. */
  readonly maxExecutions: number;
  readonly backoff: Backoff;
  /** What it gives for expiring what nobody fulfilled. A transaction whose bid has to rise may go beyond it, once. */
  readonly expiry: SweepBudget;
  /** Blocks behind the chain's head from which on it does not count as ready. */
  readonly maxBlocksBehind: number;
  /** Milliseconds that the steps in hand have to end when it is stopped; then they are left for the next start. */
  readonly stopTimeoutMs: number;
  /** Milliseconds that one RPC call or one artefact may take. */
  readonly timeoutMs: number;
  /** Whether artefacts may be fetched from private and loopback addresses. */
  readonly allowPrivateAddresses: boolean;
}

const GWEI = 10n ** 9n;

export const defaultSettings: RelaySettings = {
  pollIntervalMs: 1_000,
  finalityDepth: 2,
  startBlock: 0,
  blocksPerQuery: 2_000,
  concurrency: 2,
  batch: { maxReceipts: 100, waitMs: 1_000, deadlineMarginMs: 60_000 },
  lateMarginMs: 30_000,
  resendAfterMs: 45_000,
  maxGasPrice: 500n * GWEI,
  maxAttempts: 5,
  maxExecutions: 5,
  backoff: { firstMs: 500, maxMs: 60_000 },
  expiry: { maxRequests: 50, maxWeiPerDay: 10n ** 17n },
  maxBlocksBehind: 50,
  stopTimeoutMs: 20_000,
  timeoutMs: 15_000,
  allowPrivateAddresses: false,
};

/** A chain on this machine: blocks come at once and are final, and nothing is worth waiting for. */
export const localSettings: Partial<RelaySettings> = {
  pollIntervalMs: 20,
  finalityDepth: 0,
  batch: { maxReceipts: 100, waitMs: 0, deadlineMarginMs: 2_000 },
  lateMarginMs: 0,
  resendAfterMs: 5_000,
  backoff: { firstMs: 50, maxMs: 2_000 },
  expiry: { maxRequests: 50, maxWeiPerDay: 10n ** 20n },
};

/** How a relay works on a chain unless told otherwise. */
export function settingsFor(chainId: bigint): RelaySettings {
  return { ...defaultSettings, ...(chainId === LOCAL_CHAIN_ID ? localSettings : {}) };
}
