// A guest of the raw ABI that ends in every way that a function can end.

@external("althing", "calldata_size") declare function calldataSize(): u32;
@external("althing", "calldata_copy") declare function calldataCopy(to: usize, from: u32, size: u32): void;
@external("althing", "set_result") declare function setResult(from: usize, size: u32): void;
@external("althing", "revert") declare function revert(from: usize, size: u32): void;

/** The first four bytes of keccak256 of "double(uint256)", "refuse(uint256)", "spin()", "trap()". */
const DOUBLE: u32 = 0xeee97206;
const REFUSE: u32 = 0xa60a07b2;
const SPIN: u32 = 0xf0acd7d5;
/** Anything else comes back as it is. */
const TRAP: u32 = 0x8372d15a;

const calldata = memory.data(4096);

export function call(): void {
  const size = calldataSize();
  calldataCopy(calldata, 0, size);
  const selector = bswap<u32>(load<u32>(calldata));
  if (selector == DOUBLE) double();
  else if (selector == REFUSE) revert(calldata, size);
  else if (selector == SPIN) spin();
  else if (selector == TRAP) unreachable();
  else setResult(calldata, size);
}

/** Of the argument's lowest 64 bits. */
function double(): void {
  const low = calldata + 4 + 24;
  store<u64>(low, bswap<u64>(bswap<u64>(load<u64>(low)) << 1));
  setResult(calldata + 4, 32);
}

function spin(): void {
  let turns: u32 = 0;
  while (true) {
    turns++;
    store<u32>(calldata, turns);
  }
}
