import { dataLength } from "ethers";
import type { RequestHeader } from "../../protocol/request.ts";

/** Most gas of a transaction: EIP-7825's cap of 2^24, with room for what wallets and nodes add. */
export const MAX_TRANSACTION_GAS = 16_700_000n;

/** The gas of a transfer of nothing. */
export const CANCELLATION_GAS = 21_000n;

/**
 * What the router needs at most, in gas, as `Pricing` and `FunctionRouter._callBack` count it. This bounds a
 * transaction's gas limit, never a price; where it falls short, the simulation before sending asks for more.
 */
export const schedule = {
  batch: 32_000n,
  signature: 4_700n,
  receipt: 8_300n,
  settle: 172_000n,
  /** Calldata at its floor price (EIP-7623): more than hash and copies take. */
  resultByte: 40n,
  finish: 155_000n,
  expiryBase: 40_000n,
  /** A refund to an account that has nothing yet takes 31,000. */
  expiry: 40_000n,
} as const;

/** The part of a receipt that decides how much gas it needs. */
export interface GasNeed {
  readonly header: Pick<RequestHeader, "callbackGasLimit">;
  readonly result: string;
}

/**
 * The gas limit of a fulfilment. An estimate would not do: it finds the least limit with which the transaction passes,
 * and a callback that swallows its own failures passes with less than its consumer was promised.
 */
export function fulfilmentGasLimit(receipts: readonly GasNeed[], signatures: number): bigint {
  const shared = schedule.batch + BigInt(signatures) * schedule.signature + schedule.finish;
  const each = receipts.reduce((sum, receipt) => sum + receiptGas(receipt), 0n);
  return withMargin(shared + each) + callbackReserve(receipts);
}

/** Half as much again, for a transaction that turned out to need more; undefined where a transaction can have no more. */
export function moreGas(gasLimit: bigint): bigint | undefined {
  if (gasLimit >= MAX_TRANSACTION_GAS) return undefined;
  const more = (gasLimit * 3n) / 2n;
  return more < MAX_TRANSACTION_GAS ? more : MAX_TRANSACTION_GAS;
}

/** Most requests for whose expiry a transaction has gas. */
export const MAX_EXPIRIES_BY_GAS = Number((MAX_TRANSACTION_GAS - schedule.expiryBase) / schedule.expiry);

/** The gas limit of expiring `count` requests. */
export function expiryGasLimit(count: number): bigint {
  return schedule.expiryBase + BigInt(count) * schedule.expiry;
}

function receiptGas({ result }: GasNeed): bigint {
  return schedule.receipt + schedule.settle + BigInt(dataLength(result)) * schedule.resultByte;
}

/** Every callback may burn its whole limit, and at the last one a 64th of what is left must stay behind (EIP-150). */
function callbackReserve(receipts: readonly GasNeed[]): bigint {
  const limits = receipts.map(({ header }) => header.callbackGasLimit);
  return (
    limits.reduce((sum, limit) => sum + limit, 0n) + (limits.toSorted(ascending).at(-1) ?? 0n) / 63n + 1n
  );
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

function withMargin(gas: bigint): bigint {
  return (gas * 9n) / 8n;
}
