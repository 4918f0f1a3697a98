import { defineFunction, revert } from "../../../functions/sdk/index.ts";

/** What scripts could differ by from host to host: floats, the clock, randomness, sorting, stack, errors, the log. */
export default defineFunction(
  [
    "error Refused(uint256 amount)",
    "function nans(uint32 rounds) view returns (bytes)",
    "function draw(uint32 count) view returns (uint256)",
    "function sort(uint32 count) view returns (uint256)",
    "function recurse(uint32 levels) view returns (uint256)",
    "function search(uint32 length) view returns (uint256)",
    "function collect(uint32 count) view returns (uint256)",
    "function refuse(uint32 amount) view returns (uint256)",
  ],
  {
    nans: (rounds) => hex(nans(Number(rounds))),
    draw(count) {
      let drawn = BigInt(Date.now());
      for (let index = 0; index < Number(count); index++)
        drawn += BigInt(Math.floor(Math.random() * 2 ** 32));
      console.log("drawn", drawn, new Date().toString());
      return drawn;
    },
    sort(count) {
      const list = Array.from({ length: Number(count) }, (_, index) => ({
        key: (index * 7919) % 101,
        index,
      }));
      list.sort((one, other) => one.key - other.key);
      return list.reduce((folded, { index }) => (folded * 31n + BigInt(index)) % 2n ** 128n, 0n);
    },
    recurse: (levels) => BigInt(depth(Number(levels))),
    search: (length) => BigInt(/^(?:a|aa)*b$/.test("a".repeat(Number(length)))),
    collect(count) {
      const map = new Map<object, string>();
      for (let index = 0; index < Number(count); index++) map.set({ index }, `${index}`.padStart(200, "x"));
      return BigInt(map.size);
    },
    refuse(amount) {
      throw revert("Refused", [amount]);
    },
  },
);

function depth(levels: number): number {
  return levels === 0 ? 0 : 1 + depth(levels - 1);
}

/** The bits of NaNs that arithmetic made, and of those that only passed through. */
function nans(rounds: number): Uint8Array {
  const bits = BigUint64Array.of(
    0x7ff8000000000000n,
    0xfff8000000000001n,
    0x7ff0000000000001n,
    0x7ff5a5a5a5a5a5a5n,
  );
  const given = new Float64Array(bits.buffer);
  const made = new Float64Array(8);
  const singles = new Float32Array(4);
  for (let round = 0; round < rounds; round++) {
    for (const [index, value] of given.entries()) {
      made[index] = value + round;
      made[index + 4] = -value * Number.POSITIVE_INFINITY;
      singles[index] = value;
    }
  }
  return new Uint8Array([...new Uint8Array(made.buffer), ...new Uint8Array(singles.buffer)]);
}

function hex(bytes: Uint8Array): string {
  return `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
