import { getBytes, keccak256 } from "ethers";

/**
 * Whether a header's bloom filter (yellow paper, 4.3.1) may hold an address or a topic. No is certain; yes may be wrong,
 * on busy chains in one of three blocks.
 */
export function mayHold(bloom: string, item: string): boolean {
  const bits = getBytes(bloom);
  const hash = getBytes(keccak256(item));
  return [0, 2, 4].every((at) => {
    const bit = (((hash[at] ?? 0) << 8) | (hash[at + 1] ?? 0)) & 2_047;
    return ((bits[bits.length - 1 - (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0;
  });
}
