import { hashNode } from "./typed-data.ts";

/**
 * The Merkle tree over a batch's leaves in their order, as in FunctionHashes.sol: a last node without a sibling moves
 * up as it is. Leaves are hashes of receipts.
 */
export function batchRoot(leaves: readonly string[]): string {
  const root = levelsOf(leaves).at(-1)?.[0];
  if (root === undefined) throw new RangeError("a batch has at least one receipt");
  return root;
}

/** The siblings that lead from the leaf at `index` to the root, lowest first. */
export function batchProof(leaves: readonly string[], index: number): string[] {
  const proof: string[] = [];
  let place = index;
  for (const level of levelsOf(leaves)) {
    const sibling = level[place ^ 1];
    if (sibling !== undefined) proof.push(sibling);
    place >>= 1;
  }
  return proof;
}

function levelsOf(leaves: readonly string[]): string[][] {
  const levels = [[...leaves]];
  for (let level = levels[0]; level !== undefined && level.length > 1; level = levels.at(-1)) {
    levels.push(nextLevel(level));
  }
  return levels;
}

function nextLevel(level: readonly string[]): string[] {
  const next: string[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i] as string, level[i + 1]];
    next.push(right === undefined ? left : hashNode(left, right));
  }
  return next;
}
