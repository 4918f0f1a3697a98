import type { Program } from "../../protocol/task.ts";
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

/** A version of a function under an execution domain, which calls may name once the router admitted it. */
export interface AdmittedProgram extends Program {
  /** Its typed hash, which is its name in calls. */
  readonly id: string;
  /** Whether calls may name it now: the DAO can forbid its domain. */
  readonly callable: boolean;
}

export interface Admitted extends Program {
  readonly id: string;
  /** Undefined if it was admitted before. */
  readonly mined: Mined | undefined;
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
  /** The newest that the DAO allows and under which the function was admitted. */
  readonly executionDomain?: string;
  /** 32 bytes of the caller's own, which the callback brings back; 0. */
  readonly tag?: string;
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

/** A prepaid account at the router. */
export interface FunctionAccount {
  readonly account: string;
  /** Wei free to spend or withdraw. */
  readonly balance: bigint;
  /** Requests made so far. */
  readonly requests: bigint;
}

/** Who may spend of an account. */
export interface AuthorizedConsumer {
  readonly consumer: string;
  /** Most wei that it may have spent and have in escrow; undefined: no cap, and nothing is counted. */
  readonly cap: bigint | undefined;
  /** Wei spent and in escrow while there was a cap. */
  readonly used: bigint;
}
