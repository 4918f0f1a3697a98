/** Calldata and results are words of 32 bytes, big-endian (Solidity's ABI specification, "Formal Specification"). */
export const WORD = 32;

/** The calldata, or a result, is not what its ABI type allows. */
export class MalformedData extends Error {}

/** Reads words; all offsets are in bytes. @throws MalformedData past the end. */
export class WordReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint(offset: number): bigint {
    this.#require(offset, WORD);
    const view = this.#view;
    const low = view.getBigUint64(offset + 24);
    const rest = view.getBigUint64(offset + 16);
    const high = view.getBigUint64(offset + 8);
    const top = view.getBigUint64(offset);
    if (top === 0n && high === 0n) return rest === 0n ? low : (rest << 64n) | low;
    return (top << 192n) | (high << 128n) | (rest << 64n) | low;
  }

  /** A length or offset: more than the data has bytes can never be right. */
  count(offset: number): number {
    const value = this.uint(offset);
    if (value > BigInt(this.bytes.length)) throw new MalformedData();
    return Number(value);
  }

  slice(offset: number, length: number): Uint8Array {
    this.#require(offset, length);
    return this.bytes.subarray(offset, offset + length);
  }

  #require(offset: number, length: number): void {
    if (offset + length > this.bytes.length) throw new MalformedData();
  }
}

/** Writes words; it grows as it is written to. */
export class WordWriter {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length: number;

  /** @param prefix bytes in front of the first word. */
  constructor(prefix: Uint8Array) {
    this.#bytes.set(prefix);
    this.#length = prefix.length;
  }

  get length(): number {
    return this.#length;
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

  /** Bytes from the left of new words, zeroes after them. */
  append(bytes: Uint8Array): void {
    const at = this.reserve(Math.ceil(bytes.length / WORD) * WORD);
    this.#bytes.set(bytes, at);
  }

  /** What has been written, not copied. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #enlarge(): void {
    const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
