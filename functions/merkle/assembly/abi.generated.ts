// Generated from abi.json: npm run bindings -- <folder>
import { Address, Bytes, I256, U256 } from "althing";
import { revertWith } from "althing/host";
import { Reader } from "althing/reader";
import { requireLength, Writer } from "althing/writer";

export class Claim {
  constructor(
    public account: Address,
    public amount: U256,
  ) {}

  /** As Solidity's abi.encode has it. */
  abiEncode(): Bytes {
    const writer = new Writer(0);
    encodeClaim(writer, writer.reserve(64), this);
    return writer.toBytes();
  }
}

export function decodeClaim(reader: Reader, base: u32): Claim {
  return new Claim(
    reader.address(base),
    reader.wideUint(base + 32, 256),
  );
}

export function encodeClaim(writer: Writer, base: u32, value: Claim): void {
  writer.address(base, value.account);
  writer.wideUint(base + 32, value.amount, 256);
}

export function decodeClaimArray(reader: Reader, at: u32): Claim[] {
  const count = reader.count(at);
  const base = at + 32;
  reader.at(base, <u64>count * 64);
  const values = new Array<Claim>(count);
  for (let index: u32 = 0, head = base; index < count; index++, head += 64) {
    unchecked((values[index] = decodeClaim(reader, head)));
  }
  return values;
}

export function encodeClaimArray(writer: Writer, values: Claim[]): void {
  const count = values.length;
  writer.count(writer.reserve(32), count);
  const base = writer.reserve(count * 64);
  for (let index = 0, head = base; index < count; index++, head += 64) {
    encodeClaim(writer, head, values[index]);
  }
}

export function decodeBytes32Array(reader: Reader, at: u32): Bytes[] {
  const count = reader.count(at);
  const base = at + 32;
  reader.at(base, <u64>count * 32);
  const values = new Array<Bytes>(count);
  for (let index: u32 = 0, head = base; index < count; index++, head += 32) {
    unchecked((values[index] = reader.fixedBytes(head, 32)));
  }
  return values;
}

export function encodeBytes32Array(writer: Writer, values: Bytes[]): void {
  const count = values.length;
  writer.count(writer.reserve(32), count);
  const base = writer.reserve(count * 32);
  for (let index = 0, head = base; index < count; index++, head += 32) {
    writer.fixedBytes(head, values[index], 32);
  }
}

/** Ends the call as the Revert EmptyList(). */
export function revertEmptyList(): void {
  const writer = new Writer(0x615fd3c0);
  revertWith(writer.pointer, writer.length);
}

/** Ends the call as the Revert NoSuchClaim(uint32 index, uint32 count). */
export function revertNoSuchClaim(index: u32, count: u32): void {
  const writer = new Writer(0x3c39e47d);
  const base = writer.reserve(64);
  writer.uint(base + 0, index, 32);
  writer.uint(base + 32, count, 32);
  revertWith(writer.pointer, writer.length);
}
