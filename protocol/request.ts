import { packWord, unpackWord, type WordLayout } from "./word.ts";

/**
 * A request's header, taken apart: all that its settlement depends on, pinned when it was made, and the hash of its
 * task. Amounts are wei, shares basis points, times Unix seconds, hashes 32-byte hex.
 */
export interface RequestHeader {
  /** Who asked, and who is called back. */
  readonly consumer: string;
  /** 0 asks for no callback. */
  readonly callbackGasLimit: bigint;
  /** Most wei a unit of gas that is reimbursed. */
  readonly gasPriceCap: bigint;
  /** The account that gets what is left of the escrow. */
  readonly refundTo: string;
  /** Number of the request within its account, from 1. */
  readonly sequence: bigint;
  readonly deadline: bigint;
  /** Where the account keeps the request's id. */
  readonly slot: bigint;
  /** The consumer sent the escrow along: then the account is its own. */
  readonly paid: boolean;
  /** The consumer's spending is counted against a cap. */
  readonly capped: boolean;
  readonly fixedFee: bigint;
  /** Wei a unit of fuel. */
  readonly fuelPrice: bigint;
  /** Wei a byte of calldata and result. */
  readonly bytePrice: bigint;
  /** Most wei a unit of gas above the base fee that is reimbursed. */
  readonly tipCap: bigint;
  readonly treasuryShare: bigint;
  readonly royaltyShare: bigint;
  readonly functionId: bigint;
  readonly fuelLimit: bigint;
  readonly maxResultBytes: bigint;
  readonly calldataBytes: bigint;
  /** Gas scheduled for a fulfilment of this request alone, without its callback. */
  readonly overheadGas: bigint;
  readonly l1FeeCap: bigint;
  /** Anything of the consumer's own. */
  readonly tag: string;
  /** Typed hash of the request's task. */
  readonly task: string;
}

/** The same as chain and calldata have it: `Request` in contracts/functions/FunctionTypes.sol. */
export interface PackedRequest {
  readonly callback: bigint;
  readonly payer: bigint;
  readonly prices: bigint;
  readonly limits: bigint;
  readonly tag: string;
  readonly task: string;
}

/** The words of a packed header, as contracts/functions/types/ lays them out. */
export const requestLayouts = {
  callback: [
    { name: "consumer", bits: 160, type: "address" },
    { name: "callbackGasLimit", bits: 32, type: "uint" },
    { name: "gasPriceCap", bits: 64, type: "uint" },
  ],
  payer: [
    { name: "refundTo", bits: 160, type: "address" },
    { name: "sequence", bits: 40, type: "uint" },
    { name: "deadline", bits: 40, type: "uint" },
    { name: "slot", bits: 8, type: "uint" },
    { name: "paid", bits: 1, type: "bool" },
    { name: "capped", bits: 1, type: "bool" },
  ],
  prices: [
    { name: "fixedFee", bits: 80, type: "uint" },
    { name: "fuelPrice", bits: 48, type: "uint" },
    { name: "bytePrice", bits: 48, type: "uint" },
    { name: "tipCap", bits: 48, type: "uint" },
    { name: "treasuryShare", bits: 16, type: "uint" },
    { name: "royaltyShare", bits: 16, type: "uint" },
  ],
  limits: [
    { name: "functionId", bits: 48, type: "uint" },
    { name: "fuelLimit", bits: 64, type: "uint" },
    { name: "maxResultBytes", bits: 24, type: "uint" },
    { name: "calldataBytes", bits: 24, type: "uint" },
    { name: "overheadGas", bits: 32, type: "uint" },
    { name: "l1FeeCap", bits: 64, type: "uint" },
  ],
} as const satisfies Record<string, WordLayout>;

export function packRequest(header: RequestHeader): PackedRequest {
  return {
    callback: packWord(requestLayouts.callback, header),
    payer: packWord(requestLayouts.payer, header),
    prices: packWord(requestLayouts.prices, header),
    limits: packWord(requestLayouts.limits, header),
    tag: header.tag,
    task: header.task,
  };
}

/** Takes a header apart, also one that ethers decoded: a `Result` that names its fields. */
export function unpackRequest({ callback, payer, prices, limits, tag, task }: PackedRequest): RequestHeader {
  return {
    ...unpackWord(requestLayouts.callback, callback),
    ...unpackWord(requestLayouts.payer, payer),
    ...unpackWord(requestLayouts.prices, prices),
    ...unpackWord(requestLayouts.limits, limits),
    tag,
    task,
  };
}

/** Who pays: the request is numbered within this account. */
export function accountOf({ paid, consumer, refundTo }: RequestHeader): string {
  return paid ? consumer : refundTo;
}

/** The most gas fee of a request in wei, as `Pricing.maxGasFee`. */
export function maxGasFee(header: RequestHeader): bigint {
  return (header.overheadGas + header.callbackGasLimit) * header.gasPriceCap + header.l1FeeCap;
}

/** What a request holds in escrow, in wei: the exact most it can be charged, as `Pricing.escrow`. */
export function escrowOf(header: RequestHeader): bigint {
  const fuelFee = header.fuelLimit * header.fuelPrice;
  const byteFee = (header.calldataBytes + header.maxResultBytes) * header.bytePrice;
  return header.fixedFee + fuelFee + byteFee + maxGasFee(header);
}
