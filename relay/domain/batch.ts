import { batchRoot } from "../../protocol/batch-tree.ts";
import type { Batch, Receipt } from "../../protocol/receipt.ts";
import { hashReceipt } from "../../protocol/typed-data.ts";
import { batchBytes, MAX_CALLDATA_BYTES } from "./calldata.ts";
import type { Execution } from "./execution.ts";
import { fulfilmentGasLimit, MAX_TRANSACTION_GAS } from "./gas.ts";
import type { Reason, SeenRequest } from "./request.ts";

/** A request with its execution, ready to be signed for. */
export interface ExecutedRequest extends SeenRequest {
  readonly execution: Execution;
  /** Unix milliseconds. */
  readonly executedAt: number;
  /** How often its fulfilment failed, and why it last did. */
  readonly attempts: number;
  readonly reason: Reason | undefined;
}

export interface BatchLimits {
  /** Most receipts of a batch. */
  readonly maxReceipts: number;
  /** Signatures that the batch will carry. */
  readonly signatures: number;
}

/**
 * The requests that go into the next batch, in their order: as many as fit into a transaction. One whose fulfilment
 * failed before goes alone, so that it cannot take others down again.
 */
export function pickBatch(ready: readonly ExecutedRequest[], limits: BatchLimits): ExecutedRequest[] {
  const [first] = ready;
  if (first === undefined || first.attempts > 0) return ready.slice(0, 1);
  const picked: ExecutedRequest[] = [];
  for (const request of ready) {
    if (request.attempts > 0) continue;
    if (picked.length === limits.maxReceipts || !fits([...picked, request], limits.signatures)) break;
    picked.push(request);
  }
  return picked.length > 0 ? picked : [first];
}

/** What operators sign for these receipts, in their order. */
export function batchOf(receipts: readonly Receipt[], epoch: bigint): Batch {
  return { epoch, root: batchRoot(receipts.map(hashReceipt)), count: BigInt(receipts.length) };
}

function fits(requests: readonly ExecutedRequest[], signatures: number): boolean {
  const needs = requests.map(({ header, execution }) => ({ header, result: execution.result }));
  if (batchBytes(needs, signatures) > MAX_CALLDATA_BYTES) return false;
  return fulfilmentGasLimit(needs, signatures) <= MAX_TRANSACTION_GAS;
}
