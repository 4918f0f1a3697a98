import type { Outcome } from "../../protocol/outcome.ts";
import type { RequestHeader } from "../../protocol/request.ts";
import type { Program, Task } from "../../protocol/task.ts";
import type { Mined } from "../support/contract-caller.ts";

/** Who pays for a request: an account by its balance (the signer's own if none is named), or the sent wei. */
export type Payment =
  | { readonly from: "account"; readonly account?: string; readonly maxCost?: bigint }
  | { readonly from: "signer"; readonly refundTo?: string };

/** What the router announced of a request when it took it. */
export interface Announced {
  readonly requestId: string;
  /** Who paid; the request is numbered within this account. */
  readonly account: string;
  readonly header: RequestHeader;
  readonly task: Task;
  /** What runs, as the task's `program` names it. */
  readonly program: Program;
  readonly calldata: string;
  /** Wei held until the request ends. */
  readonly escrow: bigint;
}

export interface Requested extends Announced {
  readonly mined: Mined;
}

/** The transaction of one end of a request. */
export interface RequestTransaction {
  readonly hash: string;
  readonly blockNumber: number;
  /** Of the whole transaction. */
  readonly gasUsed: bigint;
  /** Requests that it made, settled or expired together. */
  readonly requests: number;
}

interface RequestBase extends Announced {
  readonly requested: RequestTransaction;
}

/** A request that waits; after its deadline anybody can expire it. */
export interface PendingRequest extends RequestBase {
  readonly state: "pending" | "overdue";
}

/** Whether the consumer got the answer: `none` was asked for, `failed` ones can be delivered. */
export type CallbackState = "none" | "done" | "failed" | "delivered";

export interface SettledRequest extends RequestBase {
  readonly state: "settled";
  readonly outcome: Outcome;
  readonly fuelUsed: bigint;
  /** Wei; includes `reimbursed`. */
  readonly charged: bigint;
  /** Wei; what `charged` left of the escrow. */
  readonly refunded: bigint;
  /** Wei for the gas of the fulfilment. */
  readonly reimbursed: bigint;
  readonly fulfilled: RequestTransaction;
  /** Seconds between the blocks of request and fulfilment. */
  readonly latency: bigint;
  readonly callback: CallbackState;
  /** What the callback reverted with, if it did, also where the answer was delivered later. */
  readonly callbackError: string | undefined;
}

export interface ExpiredRequest extends RequestBase {
  readonly state: "expired";
  readonly refunded: bigint;
  readonly expired: RequestTransaction;
}

export type RequestRecord = PendingRequest | SettledRequest | ExpiredRequest;

/** Which requests are wanted; all of them if nothing is named. */
export interface RequestFilter {
  readonly requestId?: string;
  readonly account?: string;
  readonly functionId?: bigint;
  readonly states?: readonly RequestRecord["state"][];
  /** Those made in this block or later. */
  readonly fromBlock?: number;
  /** At most so many, the newest. */
  readonly limit?: number;
}

/** Requests that were expired; more than fit into one transaction are split. */
export interface Expiry {
  readonly requestIds: readonly string[];
  /** Wei. */
  readonly refunded: bigint;
  readonly mined: readonly Mined[];
}

/** What an endpoint answered. `values` are decoded by the ABI, for a revert its error's arguments. */
export interface FunctionResult {
  readonly outcome: Outcome;
  readonly data: string;
  /** Structs are objects by their fields' names. */
  readonly values: readonly unknown[];
  /** Name of the error of a Revert. */
  readonly error: string | undefined;
}
