import { Signature } from "ethers";

/** f of an operator set: how many of `count` members may be faulty. */
export function faultsOf(count: number): number {
  return Math.floor((count - 1) / 3);
}

/** k of an operator set: how many of `count` members must sign; derived, never set (1 → 1, 4 → 3, 7 → 5). */
export function quorumOf(count: number): number {
  return Math.floor((count + faultsOf(count)) / 2) + 1;
}

/** A signature in EIP-2098's compact form: `vs` is s with the parity of y as its highest bit. */
export interface CompactSignature {
  readonly r: string;
  readonly vs: string;
}

/** Signatures in the form that the router takes: a bitmap of members, and a signature for each, lowest bit first. */
export interface Quorum {
  readonly signers: bigint;
  readonly signatures: readonly CompactSignature[];
}

/** Joins signatures (65-byte hex) by their members' places in the epoch. */
export function joinSignatures(byIndex: ReadonlyMap<number, string>): Quorum {
  const places = [...byIndex.keys()].sort((a, b) => a - b);
  return {
    signers: places.reduce((bits, place) => bits | (1n << BigInt(place)), 0n),
    signatures: places.map((place) => compact(byIndex.get(place) as string)),
  };
}

function compact(signature: string): CompactSignature {
  const { r, yParityAndS } = Signature.from(signature);
  return { r, vs: yParityAndS };
}
