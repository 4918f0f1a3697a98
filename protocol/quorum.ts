import { concat } from "ethers";

/** f of an operator set: how many of `count` members may be faulty. */
export function faultsOf(count: number): number {
  return Math.floor((count - 1) / 3);
}

/** k of an operator set: how many of `count` members must sign; derived, never set (1 → 1, 4 → 3, 7 → 5). */
export function quorumOf(count: number): number {
  return Math.floor((count + faultsOf(count)) / 2) + 1;
}

/** Signatures in the form that the router takes: a bitmap of members, and 65 bytes for each, lowest bit first. */
export interface Quorum {
  readonly signers: bigint;
  readonly signatures: string;
}

/** Joins signatures (65-byte hex) by their members' places in the epoch. */
export function joinSignatures(byIndex: ReadonlyMap<number, string>): Quorum {
  const places = [...byIndex.keys()].sort((a, b) => a - b);
  return {
    signers: places.reduce((bits, place) => bits | (1n << BigInt(place)), 0n),
    signatures: concat(places.map((place) => byIndex.get(place) as string)),
  };
}
