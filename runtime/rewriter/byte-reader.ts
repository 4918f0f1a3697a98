import { fail } from "../../protocol/errors.ts";

/** A cursor over a WebAssembly binary. Reading past the end is ALT_RUNTIME_MALFORMED_MODULE, never `undefined`. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  offset: number;

  constructor(bytes: Uint8Array, offset = 0, end = bytes.length) {
    this.bytes = bytes;
    this.offset = offset;
    this.end = end;
  }

  get done(): boolean {
    return this.offset >= this.end;
  }

  u8(): number {
    const byte = this.offset < this.end ? this.bytes[this.offset] : undefined;
    if (byte === undefined) throw this.malformed("the bytes end early");
    this.offset++;
    return byte;
  }

  /** An unsigned LEB128 of at most 32 bits. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw this.malformed("an integer is longer than 32 bits");
  }

  /** Skips a LEB128 of at most `bits` bits, whose value does not matter here. */
  skipLeb(bits: number): void {
    for (let taken = 0; taken < bits; taken += 7) if (this.u8() < 0x80) return;
    throw this.malformed(`an integer is longer than ${bits} bits`);
  }

  /** A signed LEB128 of at most 33 bits, as block types are encoded. */
  s33(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return byte & 0x40 ? value - 2 ** (shift + 7) : value;
    }
    throw this.malformed("an integer is longer than 33 bits");
  }

  /** The next `length` bytes, not copied. */
  take(length: number): Uint8Array {
    if (length > this.end - this.offset) throw this.malformed("the bytes end early");
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  /** A reader of the next `length` bytes, which this one skips. */
  sub(length: number): ByteReader {
    const start = this.offset;
    this.take(length);
    return new ByteReader(this.bytes, start, start + length);
  }

  name(): string {
    // A byte order mark is part of a name: without it, two names could become one.
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.take(this.u32()));
  }

  /** A vector: its count, then `read` for each element. */
  vector<Element>(read: (index: number) => Element): Element[] {
    const count = this.u32();
    if (count > this.end - this.offset) throw this.malformed("a vector is longer than its section");
    return Array.from({ length: count }, (_, index) => read(index));
  }

  malformed(fault: string): Error {
    return fail("ALT_RUNTIME_MALFORMED_MODULE", { fault, offset: this.offset });
  }
}
