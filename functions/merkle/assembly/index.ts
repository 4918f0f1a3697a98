import { Bytes, compare, concat, equal, keccak256 } from "althing";
import { Claim, revertEmptyList, revertNoSuchClaim } from "./abi.generated";

/**
 * The Merkle tree of an airdrop's list. Implements `IMerkle`: the tree that @openzeppelin/merkle-tree calls a
 * StandardMerkleTree, so that the contracts' MerkleProof takes its root and proofs.
 */

export function root(claims: Claim[]): Bytes {
  return treeOf(claims.map<Bytes>((claim) => leafOf(claim)))[0];
}

/** The hashes that lead from the claim at `index` to the root. */
export function proof(claims: Claim[], index: u32): Bytes[] {
  if (index >= <u32>claims.length) revertNoSuchClaim(index, claims.length);
  const tree = treeOf(claims.map<Bytes>((claim) => leafOf(claim)));
  const leaf = leafOf(claims[index]);
  const siblings: Bytes[] = [];
  for (let node = placeOf(tree, leaf); node > 0; node = (node - 1) / 2) {
    siblings.push(tree[node % 2 == 0 ? node - 1 : node + 1]);
  }
  return siblings;
}

/** Hashed twice: 64 bytes that pass for two nodes can then never pass for a leaf. */
function leafOf(claim: Claim): Bytes {
  return keccak256(keccak256(claim.abiEncode()));
}

/** The root first, then level by level; the children of node n are 2n + 1 and 2n + 2, and the leaves end the list. */
function treeOf(leaves: Bytes[]): Bytes[] {
  if (leaves.length == 0) revertEmptyList();
  const size = 2 * leaves.length - 1;
  const tree = new Array<Bytes>(size);
  leaves.sort(compare);
  for (let index = 0; index < leaves.length; index++) tree[size - 1 - index] = leaves[index];
  for (let node = size - leaves.length - 1; node >= 0; node--) {
    tree[node] = hashPair(tree[2 * node + 1], tree[2 * node + 2]);
  }
  return tree;
}

/** The smaller hash first, so that a proof need not say which side each hash is on. */
function hashPair(a: Bytes, b: Bytes): Bytes {
  return keccak256(compare(a, b) < 0 ? concat(a, b) : concat(b, a));
}

function placeOf(tree: Bytes[], leaf: Bytes): i32 {
  let place = tree.length - 1;
  while (!equal(tree[place], leaf)) place--;
  return place;
}
