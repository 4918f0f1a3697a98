// The operators of every system that is measured: the same keys, and of them the same quorum.

import { computeAddress, id, type Signature, SigningKey } from "ethers";
import { quorumOf } from "../../protocol/quorum.ts";

/** Operators' signing keys, ascending by address; the same at every run. */
export function operatorKeys(count: number): SigningKey[] {
  const keys = Array.from({ length: count }, (_, place) => new SigningKey(id(`operator ${place}`)));
  const places = keys.map((key) => ({ key, address: BigInt(computeAddress(key)) }));
  return places.sort((one, other) => (one.address < other.address ? -1 : 1)).map(({ key }) => key);
}

/** What the first operators say to `digest`, as many as make a quorum. */
export function signByQuorum(keys: readonly SigningKey[], digest: string): Signature[] {
  return keys.slice(0, quorumOf(keys.length)).map((key) => key.sign(digest));
}
