import { recoverAddress, Signature } from "ethers";
import { batchProof, batchRoot } from "./batch-tree.ts";
import type { CompactSignature } from "./quorum.ts";
import type { Batch, Receipt } from "./receipt.ts";
import { hashBatch, hashReceipt, type RouterDomain } from "./typed-data.ts";

/** A receipt that an operator stands for, because it signed the batch: `Statement` in contracts/functions/Equivocation.sol. */
export interface Statement {
  readonly batch: Batch;
  readonly receipt: Receipt;
  /** Place of the receipt in the batch. */
  readonly index: bigint;
  /** Siblings from the receipt's leaf to the batch's root, lowest first. */
  readonly proof: readonly string[];
  /** The operator's, over the batch. */
  readonly signature: CompactSignature;
}

/** What an operator said of each receipt of a batch when it signed it. */
export function statementsOf(
  receipts: readonly Receipt[],
  epoch: bigint,
  signature: CompactSignature,
): Statement[] {
  const leaves = receipts.map(hashReceipt);
  const batch = { epoch, root: batchRoot(leaves), count: BigInt(leaves.length) };
  return receipts.map((receipt, index) => ({
    batch,
    receipt,
    index: BigInt(index),
    proof: batchProof(leaves, index),
    signature,
  }));
}

/** Address of the key that signed the statement's batch for a router; undefined where the signature is malformed. */
export function signerOf(domain: RouterDomain, { batch, signature }: Statement): string | undefined {
  const { r, vs } = signature;
  try {
    return recoverAddress(hashBatch(domain, batch), Signature.from({ r, yParityAndS: vs }));
  } catch {
    return undefined;
  }
}

/**
 * Whether two receipts are of the same execution and state but differ in what came out. An operator that signed both is
 * slashed; see docs/protocol.md, equivocation.
 */
export function contradict(first: Receipt, second: Receipt): boolean {
  return sameIn(first, second, GROUNDS) && !sameIn(first, second, FINDINGS);
}

const GROUNDS = ["commitment", "stateSeq", "stateRootBefore", "transcriptRoot"] as const;
const FINDINGS = ["outcome", "resultHash", "fuelUsed", "stateRootAfter"] as const;

function sameIn(first: Receipt, second: Receipt, fields: readonly (keyof Receipt)[]): boolean {
  return fields.every((field) => String(first[field]).toLowerCase() === String(second[field]).toLowerCase());
}
