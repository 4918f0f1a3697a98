/**
 * The call that is being answered, as the host wrote it: the calldata's length (u32, little-endian) and 4 bytes of
 * nothing, the context's nine words, 4 bytes of nothing, the calldata. So the arguments, after the selector, lie at a
 * multiple of 8. There is one call in an instance's life, so where it lies is this module's own.
 */
const CONTEXT = 8;
const CALLDATA = 300;
export const ARGUMENTS = 304;
export const WORD = 32;

/** The calldata, or a result, is not what its ABI type allows. */
export class MalformedData extends Error {}

let view: DataView;
let bytes: Uint8Array;
/** The same as aligned words of 32 and of 64 bits, in the machine's order: far cheaper to read than through the view. */
let halves: Uint32Array;
let longs: BigUint64Array;
/** Where the calldata ends; 0 before the first call. */
let end = 0;

/** Calls are in `buffer`, a multiple of 8 bytes. Said before the snapshot, it costs no call anything. */
export function readFrom(buffer: ArrayBuffer): void {
  view = new DataView(buffer);
  bytes = new Uint8Array(buffer);
  halves = new Uint32Array(buffer);
  longs = new BigUint64Array(buffer);
  end = 0;
}

export function openInput(): void {
  end = CALLDATA + (halves[0] as number);
}

/** The calldata's first four bytes as `selectorKey` reads them; undefined if there are fewer. */
export function calledSelector(): number | undefined {
  return end < ARGUMENTS ? undefined : (halves[CALLDATA / 4] as number);
}

/** An unsigned integer in its word. @throws MalformedData past the end, as all below. */
export function uintAt(at: number): bigint {
  if (at + WORD > end) throw new MalformedData();
  if ((at & 7) === 0) {
    const first = at >> 3;
    if (longs[first] === 0n && longs[first + 1] === 0n && longs[first + 2] === 0n) {
      return view.getBigUint64(at + 24);
    }
  }
  return wordAt(at);
}

/** A word's 32 bytes as a number, wherever it lies. */
function wordAt(at: number): bigint {
  return (
    (view.getBigUint64(at) << 192n) |
    (view.getBigUint64(at + 8) << 128n) |
    (view.getBigUint64(at + 16) << 64n) |
    view.getBigUint64(at + 24)
  );
}

/** A length or offset: more than the calldata has bytes can never be right. */
export function countAt(at: number): number {
  const count = Number(uintAt(at));
  if (count > end) throw new MalformedData();
  return count;
}

/** Bytes of the calldata, not copied. */
export function bytesAt(at: number, length: number): Uint8Array {
  checkRoom(at, length);
  return bytes.subarray(at, at + length);
}

export function checkRoom(at: number, length: number): void {
  if (at + length > end) throw new MalformedData();
}

/** Lower-case hex with 0x of bytes of the calldata, word by word: byte by byte burns several times the fuel. */
export function hexAt(at: number, length: number): string {
  checkRoom(at, length);
  let hex = "0x";
  let next = at;
  for (; next + WORD <= at + length; next += WORD) hex += lastDigits(wordAt(next), WORD);
  const rest = at + length - next;
  return rest > 0 ? hex + lastDigits(wordAt(at + length - WORD), rest) : hex;
}

/** The selector as hex. */
export function calledSelectorHex(): string {
  return hexAt(CALLDATA, ARGUMENTS - CALLDATA);
}

/** The commitment's first 16 bytes, as the seed of a request's randomness. */
export function seed(): [number, number, number, number] {
  if (end === 0) throw new Error("Math.random() is known only inside a call");
  return [0, 4, 8, 12].map((at) => view.getUint32(CONTEXT + at)) as [number, number, number, number];
}

/** A word of the call's context. */
export function contextWord(index: number): bigint {
  return wordAt(CONTEXT + index * WORD);
}

/** In front of a word, so that its hex has all its zeroes. */
const ONE_MORE_DIGIT = 1n << 256n;

/** The hex of a word's last `size` bytes. */
export function lastDigits(word: bigint, size: number): string {
  return (word | ONE_MORE_DIGIT).toString(16).substring(1 + 2 * (WORD - size));
}
