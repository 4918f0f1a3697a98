import type { ExecutedRequest } from "./domain/batch.ts";
import type { Execution } from "./domain/execution.ts";
import type { GasCaps, GasFees } from "./domain/fees.ts";
import type { Reason, RequestState, SeenRequest } from "./domain/request.ts";
import type { BlockRef } from "./ports.ts";

/** What a piece of chain changed, request by request. */
export interface Change {
  readonly id: string;
  readonly state: RequestState;
}

/** A request as the store knows it. */
export interface StoredRequest extends SeenRequest {
  readonly state: RequestState;
  readonly reason: Reason | undefined;
  readonly attempts: number;
  /** Unix milliseconds. */
  readonly seenAt: number;
  readonly execution: Execution | undefined;
  readonly settlement: Settlement | undefined;
}

/** How a request ended on chain; amounts in wei. `outcome` 0 is an expiry. */
export interface Settlement {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly transactionHash: string;
  /** Unix milliseconds at which this relay saw it. */
  readonly at: number;
  readonly outcome: number;
  readonly fuelUsed: bigint;
  readonly charged: bigint;
  readonly refunded: bigint;
  readonly reimbursed: bigint;
  /** The error data of a callback that reverted, cut to 256 bytes. */
  readonly callbackFailure: string | undefined;
}

/** Names a till of the router's: what a sender earned in the name of an epoch with a function. */
export interface Till {
  readonly sender: string;
  readonly epoch: bigint;
  readonly functionId: bigint;
}

/** A signed batch that no transaction carries yet. */
export interface OpenBatch {
  readonly batchId: number;
  readonly epoch: bigint;
  /** How many receipts were signed; fewer requests are left of it once the chain took some in. */
  readonly count: number;
  /** Signatures by the members' places. */
  readonly signatures: ReadonlyMap<number, string>;
  readonly requests: readonly ExecutedRequest[];
}

export type TransactionKind = "fulfil" | "expire";

/** A transaction that may be on its way: it was written down before it was sent. */
export interface OpenTransaction {
  readonly transactionId: number;
  /** The lane it is in. */
  readonly sender: string;
  readonly kind: TransactionKind;
  readonly ids: readonly string[];
  /** Those of its requests that wait for it still; the others ended otherwise, or a reorg withdrew them. */
  readonly waiting: readonly string[];
  /** Unix seconds of the latest deadline of those. */
  readonly deadline: bigint;
  /** What they all pay back; undefined for an expiry, which nobody pays back. */
  readonly caps: GasCaps | undefined;
  readonly nonce: number;
  readonly data: string;
  readonly gasLimit: bigint;
  /** The newest bid. */
  readonly fees: GasFees;
  readonly raw: string;
  /** Every transaction hash sent under this nonce, oldest first. */
  readonly hashes: readonly string[];
  /** Those of them that only take the nonce. */
  readonly cancellations: readonly string[];
  /** Unix milliseconds of the newest. */
  readonly sentAt: number;
}

/** What is written down before a nonce is used. */
export type Intent = Pick<
  OpenTransaction,
  "sender" | "kind" | "ids" | "nonce" | "data" | "gasLimit" | "fees" | "raw" | "sentAt"
> & {
  readonly hash: string;
  readonly batchId: number | undefined;
};

/** Another bid under the same nonce. */
export type Replacement = Pick<Intent, "hash" | "raw" | "fees" | "sentAt"> & { readonly cancels: boolean };

export interface ClaimedRequest extends SeenRequest {
  /** How often its execution failed. */
  readonly attempts: number;
}

/** How a request was given up. */
export interface Death {
  readonly stage: "execute" | "sign" | "submit";
  readonly reason: Reason;
  /** Unix milliseconds. */
  readonly at: number;
}

/** A request that this relay gave up for good, as far as it knows. */
export interface DeadLetter extends Death {
  readonly id: string;
  /** How often it was tried. */
  readonly attempts: number;
  /** Where it stands now: it may have expired. */
  readonly state: RequestState;
  readonly consumer: string;
  readonly functionId: bigint;
  /** Unix seconds. */
  readonly deadline: bigint;
}

/** Where the store has a request, for comparing it with the chain. */
export interface KnownRequest {
  readonly id: string;
  readonly state: RequestState;
  readonly blockNumber: number;
  readonly blockHash: string;
  /** The block in which it ended. */
  readonly endBlock: BlockRef | undefined;
}

/** What the relay has to do. */
export interface QueueStatus {
  /** Requests that wait on chain for their execution. */
  readonly waiting: number;
  /** Requests between their claim and their end on chain; without those that are put off. */
  readonly inHand: number;
}

/** A transaction that may be on its way, as far as a person wants to know. */
export interface InFlight {
  readonly sender: string;
  readonly kind: TransactionKind;
  /** How many requests it carries. */
  readonly requests: number;
  readonly nonce: number;
  /** The newest sent under this nonce. */
  readonly transactionHash: string;
  /** Unix milliseconds of that. */
  readonly sentAt: number;
}

/** What transactions cost, and what the router paid back for them; wei. */
export interface Earnings {
  readonly gasSpent: bigint;
  readonly reimbursed: bigint;
  /** Requests that they settled. */
  readonly settled: number;
}
