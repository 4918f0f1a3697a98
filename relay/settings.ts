import type { BatchLimits } from "./domain/batch.ts";
import type { Backoff } from "./domain/retry.ts";

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
  readonly batch: Pick<BatchLimits, "maxReceipts">;
  /** Milliseconds after which a transaction that is not mined is sent again with a higher bid. */
  readonly resendAfterMs: number;
  /** Most wei a unit of gas that is ever bid. */
  readonly maxGasPrice: bigint;
  /** Failed fulfilments after which a request is parked. */
  readonly maxAttempts: number;
  /** Failed executions after which a request is declined. */
  readonly maxExecutions: number;
  readonly backoff: Backoff;
  readonly expiry: {
    /** Most requests expired in one transaction; 0 leaves it to others. */
    readonly maxRequests: number;
    /** Most wei spent on expiries in 24 hours. */
    readonly maxWeiPerDay: bigint;
  };
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
  batch: { maxReceipts: 100 },
  resendAfterMs: 45_000,
  maxGasPrice: 500n * GWEI,
  maxAttempts: 5,
  maxExecutions: 5,
  backoff: { firstMs: 500, maxMs: 60_000 },
  expiry: { maxRequests: 50, maxWeiPerDay: 10n ** 17n },
  timeoutMs: 15_000,
  allowPrivateAddresses: false,
};

/** A chain on this machine: blocks come at once and are final, and nothing is worth waiting for. */
export const localSettings: Partial<RelaySettings> = {
  pollIntervalMs: 20,
  finalityDepth: 0,
  resendAfterMs: 5_000,
  backoff: { firstMs: 50, maxMs: 2_000 },
  expiry: { maxRequests: 50, maxWeiPerDay: 10n ** 20n },
};
