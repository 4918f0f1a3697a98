import { LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import type { GatherLimits } from "./domain/gather.ts";
import type { Backoff } from "./domain/retry.ts";
import type { SweepBudget } from "./domain/sweep.ts";

/** How several RPC endpoints are used as one. */
export interface RpcSettings {
  /** Failures in a row after which an endpoint is left out, and for how long it is until it is tried again. */
  readonly failures: number;
  readonly reopen: Backoff;
  /** How long one rests that wants to be asked less often and does not say when. */
  readonly rest: Backoff;
  /** Blocks that one may be behind the best; further back it is not used. */
  readonly maxLag: number;
  /** Milliseconds between looks at those that do not lead. */
  readonly patrolMs: number;
  /** Milliseconds after which another may lead: over many terms each has its weight's share. */
  readonly termMs: number;
  /** Milliseconds after which a newer head than the last said counts as missed by its subscription, or as gone back. */
  readonly headPatienceMs: number;
}

/** How a relay works. None of it can change an outcome. */
export interface RelaySettings {
  /** Milliseconds between looks at the chain's head. */
  readonly pollIntervalMs: number;
  /**
   * Blocks that must follow a request's before it is signed for; it is executed at once. 0 means that a chain that goes
   * back was told to by its developer: nothing about it is alarming.
   */
  readonly finalityDepth: number;
  /** First block whose events matter; the block of the router's deployment or later. */
  readonly startBlock: number;
  /** Most blocks asked for at once. */
  readonly blocksPerQuery: number;
  /** Executions at a time. */
  readonly concurrency: number;
  /** Most requests between their claim and their end on chain; above it new ones wait there. */
  readonly queue: number;
  /** How many receipts go into a batch, and how long it waits for them while others are being executed. */
  readonly batch: GatherLimits;
  /** Milliseconds before its deadline from which on a request is left to expire: a receipt that comes late earns nothing. */
  readonly lateMarginMs: number;
  /** Milliseconds after which a transaction that is not mined is sent again with a higher bid. */
  readonly resendAfterMs: number;
  /** Milliseconds for which a transaction may be one that gas costs too much for; then it is cancelled. */
  readonly cancelAfterMs: number;
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
  readonly rpc: RpcSettings;
  /** Whether artefacts may be fetched from private and loopback addresses. */
  readonly allowPrivateAddresses: boolean;
}

const GWEI = 10n ** 9n;

export const defaultSettings: RelaySettings = {
  pollIntervalMs: 1_000,
  finalityDepth: 12,
  startBlock: 0,
  blocksPerQuery: 2_000,
  concurrency: 2,
  queue: 5_000,
  batch: { maxReceipts: 100, waitMs: 1_000, deadlineMarginMs: 60_000 },
  lateMarginMs: 30_000,
  resendAfterMs: 45_000,
  cancelAfterMs: 300_000,
  maxGasPrice: 500n * GWEI,
  maxAttempts: 5,
  maxExecutions: 5,
  backoff: { firstMs: 500, maxMs: 60_000 },
  expiry: { maxRequests: 50, maxWeiPerDay: 10n ** 17n },
  maxBlocksBehind: 50,
  stopTimeoutMs: 20_000,
  timeoutMs: 15_000,
  rpc: {
    failures: 4,
    reopen: { firstMs: 1_000, maxMs: 60_000 },
    rest: { firstMs: 1_000, maxMs: 60_000 },
    maxLag: 3,
    patrolMs: 15_000,
    termMs: 600_000,
    headPatienceMs: 30_000,
  },
  allowPrivateAddresses: false,
};

/** A chain on this machine: blocks come at once and are final, and nothing is worth waiting for. */
export const localSettings: Partial<RelaySettings> = {
  pollIntervalMs: 20,
  finalityDepth: 0,
  batch: { maxReceipts: 100, waitMs: 0, deadlineMarginMs: 2_000 },
  lateMarginMs: 0,
  resendAfterMs: 5_000,
  cancelAfterMs: 15_000,
  backoff: { firstMs: 50, maxMs: 2_000 },
  expiry: { maxRequests: 50, maxWeiPerDay: 10n ** 20n },
  rpc: {
    ...defaultSettings.rpc,
    reopen: { firstMs: 100, maxMs: 2_000 },
    rest: { firstMs: 100, maxMs: 2_000 },
    patrolMs: 1_000,
    headPatienceMs: 2_000,
  },
};

/**
 * Depths at which chains do not reorganise while they work as they should. Deeper is safer and later: a request waits so
 * many blocks for its answer.
 */
const finalityDepths: Readonly<Record<string, number>> = {
  // Ethereum and its test networks: since proof of stake no reorg of more than 7 blocks was seen.
  1: 8,
  11155111: 8,
  560048: 8,
  // Polygon: milestones make blocks final within seconds; before there were any, reorgs of 150 blocks happened.
  137: 32,
  80002: 32,
  // Avalanche: an accepted block is final. Not 0: going back must alarm.
  43114: 1,
};

/** How a relay works on a chain unless told otherwise. */
export function settingsFor(chainId: bigint): RelaySettings {
  if (chainId === LOCAL_CHAIN_ID) return { ...defaultSettings, ...localSettings };
  const finalityDepth = finalityDepths[String(chainId)] ?? defaultSettings.finalityDepth;
  return { ...defaultSettings, finalityDepth };
}
