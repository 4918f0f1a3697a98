import type { Outcome } from "../../protocol/outcome.ts";
import type { CallbackState, RequestTransaction, SettledRequest } from "./request-types.ts";

/** What a settled request cost, and for what. Amounts are wei. */
export interface FunctionReceipt {
  readonly requestId: string;
  readonly account: string;
  readonly consumer: string;
  readonly functionId: bigint;
  readonly version: bigint;
  readonly outcome: Outcome;
  readonly callback: CallbackState;
  readonly fuelUsed: bigint;
  /** Its share of the gas of the transaction that made the request. */
  readonly requestGas: bigint;
  /** Its share of the gas of the transaction that fulfilled it. */
  readonly fulfilGas: bigint;
  readonly fixedFee: bigint;
  readonly fuelFee: bigint;
  readonly byteFee: bigint;
  /** Reimbursed to the operator for gas. */
  readonly gasFee: bigint;
  /** The sum of the four. */
  readonly charged: bigint;
  readonly refunded: bigint;
  /** Block of the fulfilment. */
  readonly blockNumber: number;
  readonly requestTransaction: string;
  readonly fulfilTransaction: string;
}

/** The receipt of a settled request. What is neither fixed fee, fuel nor gas was charged for bytes. */
export function receiptOf(record: SettledRequest): FunctionReceipt {
  const { header, program, requested, fulfilled, fuelUsed, charged } = record;
  const { fixedFee } = header;
  const fuelFee = fuelUsed * header.fuelPrice;
  const gasFee = record.reimbursed;
  return {
    requestId: record.requestId,
    account: record.account,
    consumer: header.consumer,
    functionId: program.functionId,
    version: program.version,
    outcome: record.outcome,
    callback: record.callback,
    fuelUsed,
    requestGas: gasShare(requested),
    fulfilGas: gasShare(fulfilled),
    fixedFee,
    fuelFee,
    byteFee: charged - fixedFee - fuelFee - gasFee,
    gasFee,
    charged,
    refunded: record.refunded,
    blockNumber: fulfilled.blockNumber,
    requestTransaction: requested.hash,
    fulfilTransaction: fulfilled.hash,
  };
}

/** An even share of a transaction's gas for each request that it was for. */
export function gasShare({ gasUsed, requests }: RequestTransaction): bigint {
  return gasUsed / BigInt(requests);
}
