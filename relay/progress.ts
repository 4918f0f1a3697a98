import type { GasFees } from "./domain/fees.ts";
import type { Hold } from "./domain/holds.ts";
import type { Reason } from "./domain/request.ts";
import type { TransactionKind } from "./store-records.ts";

/** A transaction that the relay sent. */
interface Attempt {
  readonly kind: TransactionKind;
  readonly ids: readonly string[];
  readonly sender: string;
  readonly nonce: number;
}

/** What a mined transaction took. */
interface Spent {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
  /** Wei a unit of gas. */
  readonly gasPrice: bigint;
  /** Wei. */
  readonly cost: bigint;
}

/** What happened, for whoever looks on: demos, tests, metrics. Listeners cannot hold the relay up. */
export type Progress =
  | ChainProgress
  /** Nothing is signed from now on; or for this reason no more. */
  | { readonly type: "held" | "released"; readonly hold: Hold }
  | { readonly type: "seen"; readonly id: string }
  /** A worker has begun with them. */
  | { readonly type: "claimed"; readonly ids: readonly string[] }
  | {
      readonly type: "executed";
      readonly id: string;
      readonly outcome: number;
      readonly fuelUsed: bigint;
      readonly durationMs: number;
      readonly logs: readonly string[];
    }
  | {
      readonly type: "signed";
      readonly ids: readonly string[];
      readonly epoch: bigint;
      readonly signatures: number;
    }
  | {
      readonly type: "submitted";
      readonly ids: readonly string[];
      readonly kind: TransactionKind;
      readonly sender: string;
      readonly transactionHash: string;
      readonly nonce: number;
    }
  /** Another bid went out under the same nonce: `cancels` if it only takes the nonce. Fees in wei a unit of gas. */
  | ({
      readonly type: "replaced";
      readonly cancels: boolean;
      readonly transactionHash: string;
    } & Attempt &
      GasFees)
  /** It is on chain. If it reverted, its requests are tried again. `cost` is wei. */
  | ({ readonly type: "mined"; readonly success: boolean } & Attempt & Spent)
  /** A transfer of nothing took its nonce, since it was not worth its gas any more. */
  | ({ readonly type: "cancelled" } & Attempt & Spent)
  /** It will never be mined. */
  | ({ readonly type: "lost"; readonly reason: Reason } & Attempt)
  /** Amounts in wei. */
  | {
      readonly type: "settled";
      readonly id: string;
      readonly transactionHash: string;
      readonly charged: bigint;
      readonly reimbursed: bigint;
    }
  | { readonly type: "expired"; readonly id: string }
  | { readonly type: "declined"; readonly id: string; readonly reason: Reason }
  | { readonly type: "parked"; readonly id: string; readonly reason: Reason }
  | { readonly type: "postponed"; readonly id: string; readonly reason: Reason }
  /** A reorg removed the request's block, or the block of its settlement. */
  | { readonly type: "withdrawn"; readonly id: string }
  | { readonly type: "reopened"; readonly id: string };

/** What the watch stage saw of the chain. */
export type ChainProgress =
  /** The chain was taken in up to this block; `events` is how many the piece had, `head` the newest block seen. */
  | {
      readonly type: "block";
      readonly number: number;
      readonly hash: string;
      readonly head: number;
      readonly events: number;
    }
  /** The chain has other blocks above `ancestor` than were taken in, or none: `depth` of them are gone. */
  | { readonly type: "reorg"; readonly ancestor: number; readonly depth: number }
  /** Blocks up to this one count as final: their requests may be signed for. */
  | { readonly type: "finalized"; readonly number: number };

export type OnProgress = (progress: Progress) => void;
