import { WORD } from "./input.ts";

/** In front of what a call came to: how many bytes it has, and what they are; u32 each, little-endian. */
const HEADER = 8;

/** What is written to: all zero where it was not. */
let bytes: Uint8Array;
let view: DataView;
let halves: Uint32Array;
let length = HEADER;
let room: number;
/** The host's buffer. */
let header: Uint32Array;

/** The host looks for the answer in `buffer`. Said before the snapshot, it costs no call anything. */
export function answerIn(buffer: ArrayBuffer): void {
  writeTo(new Uint8Array(buffer));
  header = halves;
  length = HEADER;
}

/** Whether a call has come to anything. */
export function isAnswered(): boolean {
  return header[1] !== 0;
}

function writeTo(target: Uint8Array): void {
  bytes = target;
  room = target.length;
  view = new DataView(target.buffer);
  halves = new Uint32Array(target.buffer);
}

/** Forgets what has been written, and begins in the host's buffer again. */
export function beginOutput(): void {
  if (length > HEADER) clear();
  length = HEADER;
}

function clear(): void {
  if (halves !== header) writeTo(new Uint8Array(header.buffer));
  bytes.fill(0, HEADER, length);
}

/** Says that all is written. What does not fit into the host's buffer stays where it is. @param tag what it is */
export function endOutput(tag: number): void {
  header[0] = length - HEADER;
  header[1] = tag;
}

/** Header and answer, wherever they are; the host asks for it if its own buffer is too small. */
export function wholeOutput(): ArrayBuffer {
  return bytes.buffer as ArrayBuffer;
}

/** The offset of the next byte. */
export function outputLength(): number {
  return length;
}

/** Reserves bytes, all zero; gives their offset. */
export function reserve(size: number): number {
  const at = length;
  length += size;
  if (length > room) enlarge();
  return at;
}

function enlarge(): void {
  const larger = new Uint8Array(2 ** Math.ceil(Math.log2(length)));
  larger.set(bytes);
  writeTo(larger);
}

/** Writes an integer of up to 64 bits to a word that is zero. */
export function setShort(at: number, value: bigint): void {
  view.setBigUint64(at + 24, value);
}

/** Writes an integer to a word; negative ones in two's complement. */
export function setWord(at: number, value: bigint): void {
  view.setBigUint64(at, value >> 192n);
  view.setBigUint64(at + 8, value >> 128n);
  view.setBigUint64(at + 16, value >> 64n);
  view.setBigUint64(at + 24, value);
}

/** A selector as `selectorKey` gives it; to be written first, if at all. */
export function appendSelector(key: number): void {
  const at = reserve(4);
  halves[at / 4] = key;
}

/** The number of bytes, and the bytes from the left of new words, zeroes after them. */
export function appendBytes(values: ArrayLike<number>): void {
  setShort(reserve(WORD), BigInt(values.length));
  const at = reserve(Math.ceil(values.length / WORD) * WORD);
  bytes.set(values, at);
}

/** The same for hex digits without 0x. @throws SyntaxError if they are none */
export function appendHex(digits: string): void {
  setShort(reserve(WORD), BigInt(digits.length / 2));
  for (let at = 0; at < digits.length; at += 2 * WORD) {
    setWord(reserve(WORD), wordOf(digits.substring(at, at + 2 * WORD).padEnd(2 * WORD, "0")));
  }
}

/** The number that hex digits stand for. A digit after the last keeps BigInt from passing over white space there. */
export function wordOf(digits: string): bigint {
  return BigInt(`0x${digits}0`) >> 4n;
}
