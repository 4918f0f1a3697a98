import { dataLength } from "ethers";
import type { RequestHeader } from "../../protocol/request.ts";

/** Most gas of a transaction: EIP-7825's cap of 2^24, with room for what wallets and nodes add. */
export const MAX_TRANSACTION_GAS = 16_700_000n;

/**
 * What the router needs, in gas, as `Pricing` and `FunctionRouter._callBack` count it. They bound a transaction's gas
 * limit, never a price: too little is noticed by the simulation before sending.
 */
const schedule = {
  batch: 85_000n,
  signature: 9_000n,
  receipt: 60_000n,
  resultByte: 45n,
  call: 12_000n,
  finish: 90_000n,
  expiryBase: 60_000n,
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

/** The gas limit of expiring `count` requests. */
export function expiryGasLimit(count: number): bigint {
  return schedule.expiryBase + BigInt(count) * schedule.expiry;
}

function receiptGas({ header, result }: GasNeed): bigint {
  const callback = header.callbackGasLimit === 0n ? 0n : schedule.call;
  return schedule.receipt + BigInt(dataLength(result)) * schedule.resultByte + callback;
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
  return (gas * 5n) / 4n;
}
