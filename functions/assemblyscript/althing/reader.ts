import { Address, Bytes } from "./bytes";
import { calldataCopy, calldataSize, revertWith } from "./host";
import { I256 } from "./i256";
import { U256 } from "./u256";
import { isUtf8 } from "./utf8";

/** Bytes of a word of Solidity's ABI. */
const WORD: u32 = 32;
const MALFORMED_CALLDATA: u32 = 0x59170bf0;
const UNKNOWN_ENDPOINT: u32 = 0x367de06c;

/**
 * Decodes values as strictly as Solidity does: one that its type cannot hold, or that lies past the end, ends the call
 * as `MalformedCalldata()`; bytes after the last value are ignored. Offsets are in bytes from the reader's start.
 */
export class Reader {
  constructor(
    readonly buffer: ArrayBuffer,
    /** Bytes of the buffer in front of the first word. */
    readonly skipped: u32,
  ) {}

  /** The call's data, after the selector. */
  static calldata(): Reader {
    const size = calldataSize();
    if (size < 4) malformed();
    const buffer = changetype<ArrayBuffer>(__new(size, idof<ArrayBuffer>()));
    calldataCopy(changetype<usize>(buffer), 0, size);
    return new Reader(buffer, 4);
  }

  /** The four bytes in front of the arguments. */
  get selector(): u32 {
    return bswap(load<u32>(changetype<usize>(this.buffer)));
  }

  get length(): u32 {
    return <u32>this.buffer.byteLength - this.skipped;
  }

  @inline
  private get start(): usize {
    return changetype<usize>(this.buffer) + this.skipped;
  }

  /** Where `size` bytes at `at` are in memory. */
  at(at: u32, size: u64): usize {
    if (<u64>at + size > <u64>this.length) malformed();
    return this.start + at;
  }

  /** A length or an offset: more than the data has bytes can never be right. */
  count(at: u32): u32 {
    const value = this.uint<u64>(at, 64);
    if (value > <u64>this.length) malformed();
    return <u32>value;
  }

  /** Where the value is whose head is at `head`. Offsets count from `base`, where the heads begin. */
  tail(base: u32, head: u32): u32 {
    return base + this.count(head);
  }

  /** @param bits of the type, at most 64. */
  uint<T>(at: u32, bits: i32): T {
    const word = this.at(at, WORD);
    if ((load<u64>(word) | load<u64>(word, 8) | load<u64>(word, 16)) != 0) malformed();
    const value = bswap(load<u64>(word, 24));
    if (bits < 64 && value >> bits != 0) malformed();
    return <T>value;
  }

  /** @param bits of the type, at most 64. */
  int<T>(at: u32, bits: i32): T {
    const word = this.at(at, WORD);
    const value = <i64>bswap(load<u64>(word, 24));
    const sign = <u64>(value >> 63);
    if (load<u64>(word) != sign || load<u64>(word, 8) != sign || load<u64>(word, 16) != sign) malformed();
    const unused = 64 - bits;
    if ((value << unused) >> unused != value) malformed();
    return <T>value;
  }

  /** @param bits of the type, over 64. */
  wideUint(at: u32, bits: i32): U256 {
    const value = U256.load(this.at(at, WORD));
    if (!value.fits(bits)) malformed();
    return value;
  }

  /** @param bits of the type, over 64. */
  wideInt(at: u32, bits: i32): I256 {
    const value = new I256(U256.load(this.at(at, WORD)));
    if (!value.fits(bits)) malformed();
    return value;
  }

  bool(at: u32): bool {
    return this.uint<u64>(at, 1) != 0;
  }

  address(at: u32): Address {
    const word = this.at(at, WORD);
    if (load<u64>(word) != 0 || load<u32>(word, 8) != 0) malformed();
    return this.view(at + 12, 20);
  }

  /** @param size of the type, 1 to 32. */
  fixedBytes(at: u32, size: i32): Bytes {
    const word = this.at(at, WORD);
    for (let index = size; index < 32; index++) if (load<u8>(word + index) != 0) malformed();
    return this.view(at, size);
  }

  bytes(at: u32): Bytes {
    const size = this.count(at);
    this.at(at + WORD, size);
    return this.view(at + WORD, size);
  }

  text(at: u32): string {
    const size = this.count(at);
    const from = this.at(at + WORD, size);
    if (!isUtf8(from, size)) malformed();
    return String.UTF8.decodeUnsafe(from, size);
  }

  /** Shares the data, which nothing else uses once the arguments are decoded. */
  private view(at: u32, size: u32): Bytes {
    return Uint8Array.wrap(this.buffer, this.skipped + at, size);
  }
}

/** Ends the call: it has a selector that the function does not know. */
export function unknownEndpoint(selector: u32): void {
  const data = memory.data(36);
  store<u32>(data, bswap(UNKNOWN_ENDPOINT));
  store<u32>(data, bswap(selector), 4);
  revertWith(data, 36);
}

function malformed(): void {
  const data = memory.data(4);
  store<u32>(data, bswap(MALFORMED_CALLDATA));
  revertWith(data, 4);
}
