import type { Outcome } from "../protocol/outcome.ts";
import { escrowOf } from "../protocol/request.ts";
import type { Settlement, StoredRequest } from "../relay/store-records.ts";

/** A request that has ended. Amounts in wei: escrow = charged + refunded. */
export interface SettledRequest {
  readonly id: string;
  readonly consumer: string;
  readonly functionId: bigint;
  /** What the consumer gave the call as its own. */
  readonly tag: string;
  /** How the execution ended; undefined if the request expired instead. */
  readonly outcome: Outcome | undefined;
  readonly expired: boolean;
  /** What the endpoint returned, or its error data; hex. */
  readonly result: string;
  readonly fuelUsed: bigint;
  readonly escrow: bigint;
  readonly charged: bigint;
  readonly refunded: bigint;
  /** The part of `charged` that paid for gas. */
  readonly reimbursed: bigint;
  /** Error data of a callback that reverted. */
  readonly callbackFailure: string | undefined;
  /** What the guest logged. */
  readonly logs: readonly string[];
  readonly requestTransaction: string;
  /** The fulfilment, or the expiry. */
  readonly settlementTransaction: string;
  /** Milliseconds from when the relay saw the request to when it saw it settled. */
  readonly latencyMs: number;
}

export function settledRequest(request: StoredRequest): SettledRequest {
  const { id, header, execution, seenAt, transactionHash } = request;
  const settlement = request.settlement as Settlement;
  const { outcome, fuelUsed, charged, refunded, reimbursed, callbackFailure, at } = settlement;
  return {
    id,
    consumer: header.consumer,
    functionId: header.functionId,
    tag: header.tag,
    outcome: outcome === 0 ? undefined : (outcome as Outcome),
    expired: outcome === 0,
    result: outcome === 0 ? "0x" : (execution?.result ?? "0x"),
    fuelUsed,
    escrow: escrowOf(header),
    charged,
    refunded,
    reimbursed,
    callbackFailure,
    logs: execution?.logs ?? [],
    requestTransaction: transactionHash,
    settlementTransaction: settlement.transactionHash,
    latencyMs: at - seenAt,
  };
}
