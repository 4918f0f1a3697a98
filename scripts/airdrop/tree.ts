import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { requireUint } from "../../clients/support/ranges.ts";
import type { Entry } from "./list.ts";

/** What one account needs to claim. */
export interface Claim extends Entry {
  readonly index: number;
  readonly proof: readonly string[];
}

/** An airdrop as the distributor knows it: by its root. */
export interface Airdrop {
  readonly root: string;
  readonly total: bigint;
  readonly claims: readonly Claim[];
}

/** As `IMerkleDistributor.Round` says: index, account, amount. */
const LEAF = ["uint256", "address", "uint256"];

/** The tree of a list; an account's index is its place in it. Throws ALT_CLIENT_RANGE above what a round can hold. */
export function airdropOf(entries: readonly Entry[]): Airdrop {
  const total = requireUint(
    entries.reduce((sum, { amount }) => sum + amount, 0n),
    208,
    "total in smallest units",
  );
  const leaves = entries.map(({ account, amount }, index) => [BigInt(index), account, amount]);
  const tree = StandardMerkleTree.of(leaves, LEAF);
  const claims = entries.map((entry, index) => ({ ...entry, index, proof: tree.getProof(index) }));
  return { root: tree.root, total, claims };
}
