import type { Reason } from "./domain/request.ts";

/** What happened to requests, for whoever looks on: demos, tests, metrics. Listeners cannot hold the relay up. */
export type Progress =
  | { readonly type: "seen"; readonly id: string }
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
      readonly kind: "fulfil" | "expire";
      readonly transactionHash: string;
      readonly nonce: number;
    }
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

export type OnProgress = (progress: Progress) => void;
