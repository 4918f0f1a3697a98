import type { Outcome } from "../../protocol/outcome.ts";
import type { RequestHeader } from "../../protocol/request.ts";
import type { Mined } from "../support/contract-caller.ts";

/** What published bytes are, in the order in which the registry numbers it. */
export const functionKinds = ["wasm", "js"] as const;
export type FunctionKind = (typeof functionKinds)[number];

/** A function to be published, or a version to be added to one. */
export interface FunctionDraft {
  readonly bytes: Uint8Array;
  readonly kind: FunctionKind;
  /** The ABI: human-readable lines or JSON fragments. */
  readonly abi: readonly (string | object)[];
  /** Where the bytes are, if they are not to be published on chain. */
  readonly uri?: string;
  /** Basis points of fixed fee and fuel fee for the function's owner. */
  readonly royaltyShare?: bigint;
}

export interface Published {
  readonly functionId: bigint;
  readonly version: bigint;
  readonly codeHash: string;
  readonly mined: Mined;
}

/** A version of a function, as the registry holds it for ever. */
export interface FunctionVersion {
  readonly functionId: bigint;
  readonly version: bigint;
  readonly kind: FunctionKind;
  readonly codeHash: string;
  readonly abiHash: string;
  /** Basis points. */
  readonly royaltyShare: bigint;
  readonly stateful: boolean;
  readonly outcalls: boolean;
  /** The block whose events hold bytes and ABI. */
  readonly publishedAt: bigint;
}

/** A function in the registry with its newest version. */
export interface FunctionSummary {
  readonly functionId: bigint;
  readonly owner: string;
  readonly latest: FunctionVersion;
  /** Its endpoints as human-readable signatures, e.g. `traits(uint256,bytes32)`. */
  readonly endpoints: readonly string[];
}

/** A version's published bytes and ABI. */
export interface Artefact {
  /** ABI as JSON text. */
  readonly abiJson: string;
  /** The bytes as hex; empty (`0x`) where `uri` says where they are. */
  readonly bytes: string;
  readonly uri: string;
}

/** A call of an endpoint. What is left out gets a default: see each field. */
export interface FunctionCall {
  readonly functionId: bigint;
  /** The newest. */
  readonly version?: bigint;
  /** Name or signature of an endpoint of the function's ABI. */
  readonly endpoint: string;
  readonly args?: readonly unknown[];
  /** 100 million. */
  readonly fuelLimit?: bigint;
  /** 1024. */
  readonly maxResultBytes?: bigint;
  /** None: the account that asks reads the result from the fulfilment. */
  readonly callbackGasLimit?: bigint;
  /** Wei; twice the network's gas price, or the DAO's minimum if that is more. */
  readonly gasPriceCap?: bigint;
  /** Seconds; an hour, within the DAO's bounds. */
  readonly duration?: bigint;
  /** The one that the DAO allowed last. */
  readonly executionDomain?: string;
}

/** The most that a call can cost, in wei. */
export interface FunctionQuote {
  readonly fixedFee: bigint;
  readonly fuelFee: bigint;
  readonly byteFee: bigint;
  readonly gasFee: bigint;
  /** Their sum, which is what a request holds in escrow. */
  readonly total: bigint;
}

/** Who pays for a request: an account by its balance (the signer's own if none is named), or the sent wei. */
export type Payment =
  | { readonly from: "account"; readonly account?: string; readonly maxCost?: bigint }
  | { readonly from: "signer"; readonly refundTo?: string };

export interface Requested {
  readonly requestId: string;
  readonly header: RequestHeader;
  /** Wei held until the request ends. */
  readonly escrow: bigint;
  readonly mined: Mined;
}

/** A prepaid account at the router. */
export interface FunctionAccount {
  readonly account: string;
  /** Wei free to spend or withdraw. */
  readonly balance: bigint;
  /** Requests made so far. */
  readonly requests: bigint;
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

interface RequestBase {
  readonly requestId: string;
  readonly header: RequestHeader;
  readonly calldata: string;
  /** Wei; charged + refunded once it ended. */
  readonly escrow: bigint;
  readonly requested: RequestTransaction;
}

/** A request that waits; after its deadline anybody can expire it. */
export interface PendingRequest extends RequestBase {
  readonly state: "pending" | "overdue";
}

export interface SettledRequest extends RequestBase {
  readonly state: "settled";
  readonly outcome: Outcome;
  readonly fuelUsed: bigint;
  /** Wei; includes `reimbursed`. */
  readonly charged: bigint;
  readonly refunded: bigint;
  /** Wei for the gas of the fulfilment. */
  readonly reimbursed: bigint;
  readonly fulfilled: RequestTransaction;
  /** Seconds between the blocks of request and fulfilment. */
  readonly latency: bigint;
  /** What the callback reverted with, if it did. */
  readonly callbackError: string | undefined;
}

export interface ExpiredRequest extends RequestBase {
  readonly state: "expired";
  readonly refunded: bigint;
  readonly expired: RequestTransaction;
}

export type RequestRecord = PendingRequest | SettledRequest | ExpiredRequest;

/** What an endpoint answered. `values` are decoded by the ABI, for a revert its error's arguments. */
export interface FunctionResult {
  readonly outcome: Outcome;
  readonly data: string;
  /** Structs are objects by their fields' names. */
  readonly values: readonly unknown[];
  /** Name of the error of a Revert. */
  readonly error: string | undefined;
}
