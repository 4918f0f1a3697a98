import type { Result } from "ethers";

/**
 * A request's header as `RequestHeader` in contracts/functions/FunctionTypes.sol: everything that an execution and
 * its settlement depend on. Amounts are wei, shares basis points, times Unix seconds, hashes 32-byte hex.
 */
export interface RequestHeader {
  readonly account: string;
  readonly consumer: string;
  readonly refundTo: string;
  readonly sequence: bigint;
  readonly functionId: bigint;
  readonly version: bigint;
  readonly codeHash: string;
  readonly executionDomain: string;
  /** 0 query, 1 update. */
  readonly mode: bigint;
  readonly calldataHash: string;
  readonly calldataBytes: bigint;
  readonly fuelLimit: bigint;
  readonly maxResultBytes: bigint;
  readonly callbackGasLimit: bigint;
  readonly gasPriceCap: bigint;
  readonly overheadGas: bigint;
  readonly fixedFee: bigint;
  readonly fuelPrice: bigint;
  readonly bytePrice: bigint;
  readonly tipCap: bigint;
  readonly l1FeeCap: bigint;
  readonly treasuryShare: bigint;
  readonly royaltyShare: bigint;
  readonly deadline: bigint;
  readonly orderNumber: bigint;
  readonly blockNumber: bigint;
  readonly timestamp: bigint;
  readonly prevrandao: string;
  readonly extension: string;
}

/** The fields in the order in which they are hashed, with their Solidity types. */
export const requestFields: readonly { readonly name: keyof RequestHeader; readonly type: string }[] = [
  { name: "account", type: "address" },
  { name: "consumer", type: "address" },
  { name: "refundTo", type: "address" },
  { name: "sequence", type: "uint64" },
  { name: "functionId", type: "uint256" },
  { name: "version", type: "uint32" },
  { name: "codeHash", type: "bytes32" },
  { name: "executionDomain", type: "bytes32" },
  { name: "mode", type: "uint8" },
  { name: "calldataHash", type: "bytes32" },
  { name: "calldataBytes", type: "uint32" },
  { name: "fuelLimit", type: "uint64" },
  { name: "maxResultBytes", type: "uint32" },
  { name: "callbackGasLimit", type: "uint32" },
  { name: "gasPriceCap", type: "uint64" },
  { name: "overheadGas", type: "uint32" },
  { name: "fixedFee", type: "uint96" },
  { name: "fuelPrice", type: "uint64" },
  { name: "bytePrice", type: "uint64" },
  { name: "tipCap", type: "uint64" },
  { name: "l1FeeCap", type: "uint96" },
  { name: "treasuryShare", type: "uint16" },
  { name: "royaltyShare", type: "uint16" },
  { name: "deadline", type: "uint64" },
  { name: "orderNumber", type: "uint64" },
  { name: "blockNumber", type: "uint64" },
  { name: "timestamp", type: "uint64" },
  { name: "prevrandao", type: "bytes32" },
  { name: "extension", type: "bytes32" },
];

/** A plain header from what ethers decodes out of an event or a call: a `Result` that names its fields. */
export function toRequestHeader(
  decoded: Result | Readonly<Record<keyof RequestHeader, unknown>>,
): RequestHeader {
  const source = decoded as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    requestFields.map(({ name }) => [name, source[name]]),
  ) as unknown as RequestHeader;
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
