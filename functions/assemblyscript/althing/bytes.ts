/** Bytes of any length: Solidity's `bytes` and `bytes1` to `bytes32`. */
export type Bytes = Uint8Array;
/** 20 bytes. */
export type Address = Uint8Array;

const DIGITS = "0123456789abcdef";

/** Whether both hold the same bytes. */
export function equal(a: Bytes, b: Bytes): bool {
  return a.length == b.length && memory.compare(a.dataStart, b.dataStart, a.length) == 0;
}

/** Negative, zero or positive, as bytes are ordered from the left; of two that begin alike the shorter is first. */
export function compare(a: Bytes, b: Bytes): i32 {
  const order = memory.compare(a.dataStart, b.dataStart, min(a.length, b.length));
  return order != 0 ? order : a.length - b.length;
}

export function concat(a: Bytes, b: Bytes): Bytes {
  const joined = new Uint8Array(a.length + b.length);
  memory.copy(joined.dataStart, a.dataStart, a.length);
  memory.copy(joined.dataStart + a.length, b.dataStart, b.length);
  return joined;
}

/** Lower-case hex with 0x. */
export function hexOf(bytes: Bytes): string {
  let hex = "0x";
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    hex += DIGITS.charAt(byte >> 4) + DIGITS.charAt(byte & 15);
  }
  return hex;
}
