// Decodes `uint64[]` from ABI-encoded calldata, as strictly as Solidity does; the result is a checksum.

const calldata = new StaticArray<u8>((1_000 + 2) * 32);
const values = new StaticArray<u64>(1_000);

encode();

/** Writes an array of 1,000 pseudo-random values as a caller would. */
function encode(): void {
  const to = changetype<usize>(calldata);
  store<u64>(to + 24, bswap<u64>(32));
  store<u64>(to + 56, bswap<u64>(1_000));
  let state: u32 = 1;
  for (let index: usize = 0; index < 1_000; index++) {
    state = state * 1_664_525 + 1_013_904_223;
    store<u32>(to + 92 + index * 32, bswap<u32>(state));
  }
}

/** Decodes `words` values; 0 if the calldata is malformed. */
export function abiDecode(words: i32): i32 {
  const from = changetype<usize>(calldata);
  const offset = wordAt(from);
  const length = wordAt(from + <usize>offset);
  if (length < <u64>words) return 0;
  const first = from + <usize>offset + 32;
  let sum: u64 = 0;
  for (let index = 0; index < words; index++) {
    const value = wordAt(first + (<usize>index << 5));
    unchecked((values[index] = value));
    sum += value;
  }
  return <i32>sum;
}

function wordAt(at: usize): u64 {
  if ((load<u64>(at) | load<u64>(at + 8) | load<u64>(at + 16)) != 0) unreachable();
  return bswap<u64>(load<u64>(at + 24));
}
