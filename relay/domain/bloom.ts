import { getBytes, keccak256 } from "ethers";

const BITS = 2_048;

/** The few items that a relay looks for, at every block. */
const known = new Map<string, readonly number[]>();

/** Bits that an item sets in a header's bloom, as the yellow paper has them (section 4.4.1): three of 11 bits each. */
function bitsOf(item: string): readonly number[] {
  const found = known.get(item);
  if (found) return found;
  const hash = getBytes(keccak256(item));
  const bits = [0, 2, 4].map((place) => (((hash[place] ?? 0) << 8) | (hash[place + 1] ?? 0)) & (BITS - 1));
  known.set(item, bits);
  return bits;
}

/** Most of the chance that a bloom shows events which are not there. */
const LIKELY = 0.001;

/**
 * What a block's bloom says of logs of `address` with one of `topics`: that there are none, or that there are; `maybe` where
 * so many bits are set that it shows others' too. Some chains leave it empty: `none` is a hint, never a proof.
 */
export function bloomShows(
  bloom: string,
  address: string,
  topics: readonly string[],
): "none" | "maybe" | "some" {
  const bytes = getBytes(bloom);
  const isSet = (bit: number) => (((bytes[BITS / 8 - 1 - (bit >> 3)] ?? 0) >> (bit & 7)) & 1) === 1;
  const has = (item: string) => bitsOf(item).every(isSet);
  if (!has(address) || !topics.some(has)) return "none";
  const filled = Array.from({ length: BITS }, (_, bit) => bit).filter(isSet).length / BITS;
  const one = filled ** 3;
  return one * (1 - (1 - one) ** topics.length) < LIKELY ? "some" : "maybe";
}
