import type { RequestHeader } from "../../protocol/request.ts";
import type { Task } from "../../protocol/task.ts";

/**
 * Where a request stands in this relay.
 *
 * seen → executed → signed → submitted → settled is the way of a request that is served. `declined` (this relay cannot
 * run it) and `parked` (its fulfilment failed for good) wait for their expiry; `withdrawn` are those whose block a reorg
 * removed, and they come back where they were if it is mined again.
 */
export const requestStates = [
  "seen",
  "executed",
  "signed",
  "submitted",
  "settled",
  "expired",
  "declined",
  "parked",
  "withdrawn",
] as const;
export type RequestState = (typeof requestStates)[number];

/** States in which the relay still works towards a fulfilment. */
export const pendingStates = ["seen", "executed", "signed", "submitted"] as const;

/** States whose escrow is still held on chain: what an expiry may refund. */
export const liveStates = [...pendingStates, "declined", "parked"] as const;

/** A request as its event showed it, once checked. */
export interface SeenRequest {
  /** The commitment: the typed hash of the header. */
  readonly id: string;
  readonly header: RequestHeader;
  readonly task: Task;
  /** Hex with 0x. */
  readonly calldata: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly logIndex: number;
}

/** Why a request is not where one would expect it: an error's code and its sentence. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}
