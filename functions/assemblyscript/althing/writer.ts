import { fail } from "./abort";
import { Address, Bytes } from "./bytes";
import { I256 } from "./i256";
import { U256 } from "./u256";

/** Bytes of a word of Solidity's ABI. */
const WORD: u32 = 32;
const FIRST_CAPACITY: u32 = 512;

/**
 * Encodes values as Solidity's ABI has them (specification, "Formal Specification of the Encoding"). Offsets are in
 * bytes from the writer's start. A value that its type cannot hold ends the call as `Error(string)`.
 */
export class Writer {
  pointer: usize;
  length: u32 = 0;
  private capacity: u32 = FIRST_CAPACITY;

  /** @param selector four bytes in front of the first word; 0 for none, since results have none. */
  constructor(selector: u32) {
    this.pointer = heap.alloc(FIRST_CAPACITY);
    if (selector != 0) {
      store<u32>(this.pointer, bswap(selector));
      this.length = 4;
    }
  }

  /** Reserves bytes, all zero; gives their offset. */
  reserve(bytes: u32): u32 {
    const at = this.length;
    this.length += bytes;
    if (this.length > this.capacity) {
      this.capacity = max(this.length, this.capacity * 2);
      this.pointer = heap.realloc(this.pointer, this.capacity);
    }
    memory.fill(this.pointer + at, 0, bytes);
    return at;
  }

  /** Makes the head at `head` point to what is written next. Offsets count from `base`, where the heads begin. */
  tail(base: u32, head: u32): void {
    this.count(head, this.length - base);
  }

  count(at: u32, value: u32): void {
    store<u64>(this.pointer + at, bswap(<u64>value), 24);
  }

  /** @param bits of the type, at most 64. */
  uint<T>(at: u32, value: T, bits: i32): void {
    const wide = <u64>value;
    if (bits < 64 && wide >> bits != 0) unfit(`uint${bits}`);
    store<u64>(this.pointer + at, bswap(wide), 24);
  }

  /** @param bits of the type, at most 64. */
  int<T>(at: u32, value: T, bits: i32): void {
    const wide = <i64>value;
    const unused = 64 - bits;
    if ((wide << unused) >> unused != wide) unfit(`int${bits}`);
    const pointer = this.pointer + at;
    memory.fill(pointer, wide < 0 ? 0xff : 0, 24);
    store<u64>(pointer, bswap(<u64>wide), 24);
  }

  /** @param bits of the type, over 64. */
  wideUint(at: u32, value: U256, bits: i32): void {
    if (!value.fits(bits)) unfit(`uint${bits}`);
    value.store(this.pointer + at);
  }

  /** @param bits of the type, over 64. */
  wideInt(at: u32, value: I256, bits: i32): void {
    if (!value.fits(bits)) unfit(`int${bits}`);
    value.bits.store(this.pointer + at);
  }

  bool(at: u32, value: bool): void {
    store<u8>(this.pointer + at, value ? 1 : 0, 31);
  }

  address(at: u32, value: Address): void {
    if (value.length != 20) unfit("address");
    memory.copy(this.pointer + at + 12, value.dataStart, 20);
  }

  /** @param size of the type, 1 to 32. */
  fixedBytes(at: u32, value: Bytes, size: i32): void {
    if (value.length != size) unfit(`bytes${size}`);
    memory.copy(this.pointer + at, value.dataStart, size);
  }

  /** Appends a length and the bytes. */
  bytes(value: Bytes): void {
    this.append(value.dataStart, value.length);
  }

  /** Appends a length and UTF-8. */
  text(value: string, mode: String.UTF8.ErrorMode = String.UTF8.ErrorMode.ERROR): void {
    const encoded = String.UTF8.encode(value, false, mode);
    this.append(changetype<usize>(encoded), encoded.byteLength);
  }

  /** A copy of what was written. */
  toBytes(): Bytes {
    const bytes = new Uint8Array(this.length);
    memory.copy(bytes.dataStart, this.pointer, this.length);
    return bytes;
  }

  private append(from: usize, size: u32): void {
    this.count(this.reserve(WORD), size);
    const at = this.reserve((size + 31) & ~31);
    memory.copy(this.pointer + at, from, size);
  }
}

/** A fixed-size array has as many values as its type says. */
export function requireLength(length: i32, expected: i32): void {
  if (length != expected) fail(`there are ${length} values for ${expected}`);
}

function unfit(type: string): void {
  fail(`a value does not fit into ${type}`);
}
