import { ZeroHash } from "ethers";
import type { Outcome } from "./outcome.ts";
import { packWord, unpackWord, type WordLayout } from "./word.ts";

/** What operators say about one execution, as `Receipt` in contracts/functions/FunctionTypes.sol. */
export interface Receipt {
  /** The request's id. */
  readonly commitment: string;
  readonly outcome: Outcome;
  /** keccak256 of the result bytes. */
  readonly resultHash: string;
  readonly fuelUsed: bigint;
  readonly stateSeq: bigint;
  readonly stateRootBefore: string;
  readonly stateRootAfter: string;
  readonly transcriptRoot: string;
  readonly extension: string;
}

/** What operators sign: the root over `count` receipts, in the name of an epoch of the operator set. */
export interface Batch {
  readonly epoch: bigint;
  readonly root: string;
  readonly count: bigint;
}

export const receiptFields: readonly { readonly name: keyof Receipt; readonly type: string }[] = [
  { name: "commitment", type: "bytes32" },
  { name: "outcome", type: "uint8" },
  { name: "resultHash", type: "bytes32" },
  { name: "fuelUsed", type: "uint64" },
  { name: "stateSeq", type: "uint64" },
  { name: "stateRootBefore", type: "bytes32" },
  { name: "stateRootAfter", type: "bytes32" },
  { name: "transcriptRoot", type: "bytes32" },
  { name: "extension", type: "bytes32" },
];

/** The receipt of a stateless execution without outcalls. `resultHash` is keccak256 of the result. */
export function statelessReceipt(
  commitment: string,
  execution: { readonly outcome: Outcome; readonly resultHash: string; readonly fuelUsed: bigint },
): Receipt {
  const { outcome, resultHash, fuelUsed } = execution;
  return {
    commitment,
    outcome,
    resultHash,
    fuelUsed,
    stateSeq: 0n,
    stateRootBefore: ZeroHash,
    stateRootAfter: ZeroHash,
    transcriptRoot: ZeroHash,
    extension: ZeroHash,
  };
}

/** The packed word that the router takes instead of outcome and fuel, as contracts/functions/types/Verdict.sol. */
export const verdictLayout = [
  { name: "fuelUsed", bits: 64, type: "uint" },
  { name: "outcome", bits: 8, type: "uint" },
] as const satisfies WordLayout;

export function packVerdict({ outcome, fuelUsed }: Pick<Receipt, "outcome" | "fuelUsed">): bigint {
  return packWord(verdictLayout, { outcome: BigInt(outcome), fuelUsed });
}

export function unpackVerdict(verdict: bigint): Pick<Receipt, "outcome" | "fuelUsed"> {
  const { outcome, fuelUsed } = unpackWord(verdictLayout, verdict);
  return { outcome: Number(outcome) as Outcome, fuelUsed };
}
