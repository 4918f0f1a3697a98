import type { CallContext } from "../types.ts";

/** Length of an encoded context: nine words, `abi.encode` of its fields in the order of `CallContext`. */
export const CONTEXT_BYTES = 288;

const WORD = 32;
/** Where in its word a right-aligned field begins. */
const ADDRESS_START = 12;
const UINT64_START = 24;
const UINT32_START = 28;

/**
 * Writes a context's nine words at `at` of a buffer that is zero there.
 * @returns the first field whose hex or number does not fit it; undefined if all do
 */
export function writeContext(
  target: Buffer,
  at: number,
  context: CallContext,
): keyof CallContext | undefined {
  const word = (place: number) => at + place * WORD;
  if (!writeHex(target, word(0), context.commitment, WORD)) return "commitment";
  if (!writeUint256(target, word(1), context.functionId)) return "functionId";
  if (!isUint(context.version, 2 ** 32)) return "version";
  target.writeUInt32BE(context.version, word(2) + UINT32_START);
  if (!writeHex(target, word(3) + ADDRESS_START, context.account, 20)) return "account";
  if (!writeHex(target, word(4) + ADDRESS_START, context.consumer, 20)) return "consumer";
  target[word(6) - 1] = context.mode === "query" ? 0 : 1;
  if (!writeUint64(target, word(6), context.blockNumber)) return "blockNumber";
  if (!writeUint64(target, word(7), context.timestamp)) return "timestamp";
  return writeHex(target, word(8), context.prevrandao, WORD) ? undefined : "prevrandao";
}

/** Writes hex with 0x. False unless it is exactly `length` bytes. */
export function writeHex(target: Buffer, at: number, hex: string, length: number): boolean {
  if (hex.length !== 2 + 2 * length || !hex.startsWith("0x")) return false;
  // Node stops at the first character that is not hex.
  return length === 0 || target.write(hex.substring(2), at, length, "hex") === length;
}

function writeUint64(target: Buffer, word: number, value: bigint): boolean {
  if (value < 0n || value >= 1n << 64n) return false;
  target.writeBigUInt64BE(value, word + UINT64_START);
  return true;
}

function writeUint256(target: Buffer, word: number, value: bigint): boolean {
  if (value < 1n << 64n) return writeUint64(target, word, value);
  return writeHex(target, word, `0x${value.toString(16).padStart(64, "0")}`, WORD);
}

function isUint(value: number, bound: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < bound;
}
