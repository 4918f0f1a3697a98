import { dataLength, keccak256 } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { type Receipt, statelessReceipt } from "../../protocol/receipt.ts";
import type { RequestHeader } from "../../protocol/request.ts";

/** How a request's execution ended: the part of it that is signed, and what is for this relay's operator alone. */
export interface Execution {
  readonly outcome: Outcome;
  /** Hex with 0x. */
  readonly result: string;
  readonly fuelUsed: bigint;
  readonly logs: readonly string[];
  readonly peakMemoryBytes: number;
}

/** The execution of a request that every operator of its domain must refuse alike: fixed fee and gas, no fuel. */
export function unserviceable(why: string): Execution {
  return { outcome: Outcome.Unserviceable, result: "0x", fuelUsed: 0n, logs: [why], peakMemoryBytes: 0 };
}

/** What operators sign about an execution. */
export function receiptOf(id: string, execution: Execution): Receipt {
  const { outcome, result, fuelUsed } = execution;
  return statelessReceipt(id, { outcome, fuelUsed, resultHash: keccak256(result) });
}

/** What of the protocol's rules an execution breaks, or undefined: the router would skip its receipt (`Pricing.isValid`). */
export function faultOfExecution(header: RequestHeader, execution: Execution): string | undefined {
  const { outcome, result, fuelUsed } = execution;
  const resultBytes = BigInt(dataLength(result));
  if (outcome === Outcome.Success || outcome === Outcome.Revert) {
    if (fuelUsed > header.fuelLimit) return `${fuelUsed} fuel used of ${header.fuelLimit}`;
    if (resultBytes > header.maxResultBytes) {
      return `a result of ${resultBytes} bytes where ${header.maxResultBytes} are allowed`;
    }
    return undefined;
  }
  if (resultBytes !== 0n) return `a result of ${resultBytes} bytes where there must be none`;
  const charged = outcome === Outcome.Unserviceable ? 0n : header.fuelLimit;
  return fuelUsed === charged ? undefined : `${fuelUsed} fuel charged where ${charged} must be`;
}
