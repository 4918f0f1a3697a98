/** Calldata and results are words of 32 bytes, big-endian (Solidity's ABI specification, "Formal Specification"). */
export const WORD = 32;

/** The calldata, or a result, is not what its ABI type allows. */
export class MalformedData extends Error {}

/** Reads words; all offsets are in bytes. @throws MalformedData past the end. */
export class WordReader {
  #bytes: Uint8Array;
  #view: DataView;
  #start = 0;
  #length = 0;

  constructor(bytes: Uint8Array = new Uint8Array()) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#length = bytes.length;
  }

  /** Reads other bytes from now on. */
  open(bytes: Uint8Array, start: number): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#start = start;
    this.#length = bytes.length - start;
  }

  uint(offset: number): bigint {
    if (offset + WORD > this.#length) throw new MalformedData();
    const view = this.#view;
    const at = this.#start + offset;
    const low = view.getBigUint64(at + 24);
    const rest = view.getBigUint64(at + 16);
    const high = view.getBigUint64(at + 8);
    const top = view.getBigUint64(at);
    if (top === 0n && high === 0n) return rest === 0n ? low : (rest << 64n) | low;
    return (top << 192n) | (high << 128n) | (rest << 64n) | low;
  }

  /** A length or offset: more than the data has bytes can never be right. */
  count(offset: number): number {
    const value = this.uint(offset);
    if (value > BigInt(this.#length)) throw new MalformedData();
    return Number(value);
  }

  slice(offset: number, length: number): Uint8Array {
    if (offset + length > this.#length) throw new MalformedData();
    return this.#bytes.subarray(this.#start + offset, this.#start + offset + length);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Writes words; it grows as it is written to. */
export class WordWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Forgets what has been written. */
  clear(): void {
    if (this.#length > 0) this.#bytes.fill(0, 0, this.#length);
    this.#length = 0;
  }

  /** Reserves bytes, all zero; gives their offset. */
  reserve(bytes: number): number {
    const at = this.#length;
    this.#length += bytes;
    if (this.#length > this.#bytes.length) this.#enlarge();
    return at;
  }

  /** @param value negative ones in two's complement. */
  set(at: number, value: bigint): void {
    if (value < 0n || value > 0xffffffffffffffffn) {
      this.#view.setBigUint64(at, BigInt.asUintN(64, value >> 192n));
      this.#view.setBigUint64(at + 8, BigInt.asUintN(64, value >> 128n));
      this.#view.setBigUint64(at + 16, BigInt.asUintN(64, value >> 64n));
    }
    this.#view.setBigUint64(at + 24, BigInt.asUintN(64, value));
  }

  /** Sets four bytes, little-endian. */
  setUint32(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  /** Bytes as they are. */
  put(at: number, bytes: ArrayLike<number>): void {
    this.#bytes.set(bytes, at);
  }

  /** Bytes from the left of new words, zeroes after them. */
  append(bytes: Uint8Array): void {
    this.put(this.reserve(Math.ceil(bytes.length / WORD) * WORD), bytes);
  }

  /** What has been written, not copied, and zeroes after it. */
  get buffer(): ArrayBuffer {
    return this.#bytes.buffer;
  }

  #enlarge(): void {
    const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
