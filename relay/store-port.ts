import type { Batch, Receipt } from "../protocol/receipt.ts";
import type { Program } from "../protocol/task.ts";
import type { ExecutedRequest } from "./domain/batch.ts";
import type { Execution } from "./domain/execution.ts";
import type { Grounds, Hold } from "./domain/holds.ts";
import type { Signings } from "./domain/lease.ts";
import type { Reason, RequestState, SeenRequest } from "./domain/request.ts";
import type { Block, BlockRef, Mined, RouterEvent } from "./ports.ts";
import type {
  Change,
  ClaimedRequest,
  DeadLetter,
  Death,
  Earnings,
  InFlight,
  Intent,
  KnownRequest,
  OpenBatch,
  OpenTransaction,
  QueueStatus,
  Replacement,
  StoredRequest,
  Till,
} from "./store-records.ts";

export interface WatchStore {
  /** The newest block whose events are in the store. */
  cursor(): Promise<BlockRef | undefined>;
  /** Blocks on record, newest first: those that were the cursor, or had events. `upTo` leaves out those above it. */
  checkpoints(filter?: { readonly upTo?: number; readonly limit?: number }): Promise<BlockRef[]>;
  /** The newest block that counts as final, -1 if none does. What does stays so until a rollback removes it. */
  final(): Promise<number>;
  /** Takes a piece of chain in: the events up to block `to`, with which `final` is. `grounds` put signing on hold. */
  advance(
    to: BlockRef,
    events: readonly RouterEvent[],
    head: Block,
    final: number,
    now: number,
    grounds?: Grounds,
  ): Promise<Change[]>;
  /**
   * Undoes everything above block `number`. Requests of removed blocks are withdrawn, and the batches and transactions
   * that carry them with them; another transaction that was mined there may be mined again, and is open again.
   */
  rollback(number: number, head: Block, now: number, grounds?: Grounds): Promise<Change[]>;
}

/** What a worker asks for. Times are Unix milliseconds, but `timestamp`, Unix seconds by the chain's clock. */
export interface ClaimTerms {
  readonly most: number;
  /** Most requests between their claim and their end on chain; when so many are, nothing is given out. */
  readonly queue: number;
  readonly now: number;
  readonly timestamp: bigint;
  /** Nobody else gets them before. */
  readonly leaseEnds: number;
}

/** What came of a claimed request. */
export type Verdict =
  | { readonly type: "executed"; readonly id: string; readonly execution: Execution }
  | { readonly type: "declined"; readonly id: string; readonly reason: Reason }
  | {
      readonly type: "postponed";
      readonly id: string;
      readonly reason: Reason;
      readonly retryAt: number;
      /** Whether it counts as a failed attempt. */
      readonly failed: boolean;
    };

export interface DeadStore {
  /** Newest first. */
  deadLetters(limit?: number): Promise<DeadLetter[]>;
  deadLetter(id: string): Promise<DeadLetter | undefined>;
  /**
   * Puts dead requests, or all, back to where they can start again, unless it is too late for them at `timestamp` (Unix
   * seconds). Returns which.
   */
  replay(ids: readonly string[] | "all", timestamp: bigint): Promise<string[]>;
}

/** What can be wrong within a store, whatever the chain says. */
export const innerFaults = [
  "batch without requests",
  "request without its batch",
  "request without its execution",
  "claim whose lease is over",
  "wrong count",
  "damaged artefact",
  "signature without a request",
] as const;
export type InnerFault = (typeof innerFaults)[number];

/** For whoever examines a store: nothing of it is needed to serve requests. */
export interface DoctorStore {
  /** What SQLite itself finds wrong with the file. */
  damage(): Promise<string[]>;
  /** What is wrong: ids of requests, numbers of batches, hashes. */
  innerFault(fault: InnerFault, now: number): Promise<string[]>;
  /** Mends what `innerFault` names; signatures stay as they are. */
  mendInnerFault(fault: InnerFault, now: number): Promise<void>;
  /** Requests that were made, or ended, in blocks `from` to `to`. */
  knownRequests(from: number, to: number): Promise<KnownRequest[]>;
  knownRequest(id: string): Promise<KnownRequest | undefined>;
  /** Takes events in once more, leaving the cursor where it is. */
  takeAgain(events: readonly RouterEvent[], now: number): Promise<void>;
  /** Takes back what the chain does not have: requests, and ends of requests. */
  takeBack(what: { readonly requests: readonly string[]; readonly ends: readonly string[] }): Promise<void>;
  /** Of all senders. */
  openTransactions(): Promise<OpenTransaction[]>;
  /** Programs that requests wait to run, and whose bytes are not here. */
  programsWithoutArtefact(): Promise<Program[]>;
}

export interface ExecuteStore {
  /**
   * Requests to execute next, unless it is too late for them. Consumers take turns, and each one's earliest deadline goes
   * first, so that a flood of one holds up none of the others. A worker that dies loses nothing: its lease ends.
   */
  claim(terms: ClaimTerms): Promise<ClaimedRequest[]>;
  /** Moves the end of leases that are still held. */
  renewClaims(ids: readonly string[], leaseEnds: number): Promise<void>;
  /** The clock was set back: what was put off by the old one is put off no more. */
  dropDelays(now: number): Promise<void>;
  /** Gives back what a process that is gone had claimed. */
  dropClaims(): Promise<void>;
  /** Keeps what came of requests at `now`. Returns the ids of those that waited for it: another worker may have been first. */
  conclude(verdicts: readonly Verdict[], now: number): Promise<string[]>;
  /** A program that the router admitted, by its typed hash. */
  program(hash: string): Promise<Program | undefined>;
  artefact(codeHash: string): Promise<Uint8Array | undefined>;
  keepArtefact(codeHash: string, bytes: Uint8Array): Promise<void>;
}

/** A receipt that must not be signed, and why. */
export interface Refusal {
  readonly id: string;
  /** MAYBE_SIGNED: it is of the time from which signatures may have been forgotten. */
  readonly code: "ALT_RELAY_DOUBLE_SIGN" | "ALT_RELAY_MAYBE_SIGNED";
}

/** Whether anything may be signed. */
export interface HoldStore {
  /** What signing is on hold for, oldest first. */
  holds(): Promise<Hold[]>;
  /** Puts signing on hold; false if just this was confirmed before. */
  hold(grounds: Grounds, now: number): Promise<boolean>;
  /** Ends a hold whose grounds are gone; without `evidence` all of that code. */
  release(code: string, evidence?: string): Promise<void>;
  /**
   * Ends the holds that an operator can confirm, and returns them. Where signatures may have been forgotten nothing more is
   * signed for requests up to `block`, except what is known to have been.
   */
  confirm(block: number): Promise<Hold[]>;
  /** How often this store has signed, and the block of the last confirmation; -1 if there was none. */
  signings(): Promise<Signings & { readonly confirmedBlock: number }>;
  /** Counts from `signatures` on, if that is more than it has. */
  countFrom(signatures: number): Promise<void>;
}

export interface SignStore {
  /** Requests to sign for, in the order of the chain: those of final blocks. */
  signable(limit: number, now: number, timestamp: bigint): Promise<ExecutedRequest[]>;
  /** How many of the senders have a transaction under way, and how many batches wait for one of them. */
  lanesTaken(senders: readonly string[]): Promise<number>;
  /** Requests that are being executed or wait for it, unless it is too late for them at `timestamp` (Unix seconds). */
  executing(now: number, timestamp: bigint): Promise<number>;
  /**
   * The guard against signing twice: writes down, on disk, which leaf each signer stands by, and counts that as signed.
   * Where it refuses any, nothing may be signed, and nothing is counted.
   */
  guard(
    signers: readonly string[],
    receipts: readonly Receipt[],
  ): Promise<{ readonly refused: readonly Refusal[]; readonly signings: Signings }>;
  /** Of these requests, those for which no leaf stands. */
  unsigned(ids: readonly string[]): Promise<string[]>;
  /** Leaves requests for later, which is no failed attempt of theirs. */
  defer(ids: readonly string[], reason: Reason, retryAt: number): Promise<void>;
  recordBatch(batch: Batch, ids: readonly string[], signatures: ReadonlyMap<number, string>): Promise<void>;
  park(id: string, death: Death): Promise<void>;
}

/** How requests go back to the sign stage. */
export interface Release {
  readonly reason: Reason;
  /** Unix milliseconds. */
  readonly retryAt: number;
  /** Whether it counts as a failed attempt of theirs: those are retried one by one. */
  readonly failed: boolean;
}

export interface SubmitStore {
  /** The sender's transaction under way. */
  openTransaction(sender: string): Promise<OpenTransaction | undefined>;
  /** The batch that the sender brings on chain next, which is nobody else's from now on. */
  takeBatch(sender: string): Promise<OpenBatch | undefined>;
  /** Gives back a batch that the sender took and did not send. */
  returnBatch(sender: string): Promise<void>;
  /** Ends what other senders had in hand, whose keys are gone: what they carried is signed for again. */
  keepSenders(senders: readonly string[], release: Release): Promise<void>;
  /** Writes down what is about to be sent. */
  recordIntent(intent: Intent): Promise<number>;
  recordReplacement(transactionId: number, replacement: Replacement): Promise<void>;
  recordMined(transactionId: number, mined: Mined): Promise<void>;
  /**
   * The transaction reverted (then `mined` tells what that cost), or its nonce went to another: what it carried is signed
   * for again.
   */
  recordLost(transactionId: number, release: Release, mined?: Mined): Promise<void>;
  /** A transfer of nothing took its nonce, at this cost: what it carried, and still waits, is signed for again. */
  recordCancelled(transactionId: number, release: Release, mined: Mined): Promise<void>;
  /** Hands a batch's requests back to the sign stage. */
  releaseBatch(batchId: number, release: Release): Promise<void>;
  /** The same for what the router skipped of batches that were mined. Returns how many. */
  releaseSkipped(release: Release): Promise<number>;
  /** Requests that can be expired at `timestamp` (Unix seconds). */
  expirable(limit: number, now: number, timestamp: bigint): Promise<StoredRequest[]>;
  postpone(id: string, reason: Reason, retryAt: number): Promise<void>;
  /** Wei spent on expiries since `since` (Unix milliseconds), also on those that reverted or that a reorg undid. */
  expirySpending(since: number): Promise<bigint>;
}

export interface RequestFilter {
  readonly states?: readonly RequestState[];
  /** The contract that asked. */
  readonly consumer?: string;
  /** Only those that stand before this place in the chain. */
  readonly before?: Pick<SeenRequest, "blockNumber" | "logIndex">;
  readonly limit?: number;
}

export interface StatusStore {
  /** The newest block of the chain, whether or not its events were taken in yet. */
  head(): Promise<Block | undefined>;
  countByState(): Promise<Record<RequestState, number>>;
  queue(now: number): Promise<QueueStatus>;
  /** Newest first. */
  requests(filter: RequestFilter): Promise<StoredRequest[]>;
  request(id: string): Promise<StoredRequest | undefined>;
  /** Where the router keeps what this relay's fulfilments earned, until somebody collects it. */
  tills(): Promise<Till[]>;
  inFlight(): Promise<InFlight[]>;
  /** Of the mined transactions that were sent since `since` (Unix milliseconds). */
  earnings(since: number): Promise<Earnings>;
  /** How many requests nobody fulfilled in time, and nobody expired yet, at `timestamp` (Unix seconds). */
  overdue(timestamp: bigint): Promise<number>;
}

/** Everything the relay knows. Each method is one transaction: it happens wholly or not at all. */
export interface Store
  extends WatchStore,
    ExecuteStore,
    HoldStore,
    SignStore,
    SubmitStore,
    DeadStore,
    StatusStore,
    DoctorStore {
  close(): Promise<void>;
}
