// The same in raw WebAssembly: `double(uint256)`, of the guest ABI and nothing else.

@external("althing", "calldata_size") declare function calldataSize(): u32;
@external("althing", "calldata_copy") declare function calldataCopy(to: usize, from: u32, size: u32): void;
@external("althing", "set_result") declare function setResult(from: usize, size: u32): void;
@external("althing", "revert") declare function revert(from: usize, size: u32): void;

/** keccak256("double(uint256)"), its first four bytes. */
const SELECTOR: u32 = 0xeee97206;
const CALLDATA_BYTES: u32 = 36;
const calldata = memory.data(40);

export function call(): void {
  if (calldataSize() != CALLDATA_BYTES) revert(0, 0);
  calldataCopy(calldata, 0, CALLDATA_BYTES);
  if (bswap<u32>(load<u32>(calldata)) != SELECTOR) revert(0, 0);
  const value = calldata + 4;
  let carry: u64 = 0;
  for (let at: usize = 32; at > 0; at -= 8) {
    const word = bswap<u64>(load<u64>(value + at - 8));
    store<u64>(value + at - 8, bswap<u64>((word << 1) | carry));
    carry = word >>> 63;
  }
  if (carry != 0) revert(0, 0);
  setResult(value, 32);
}
