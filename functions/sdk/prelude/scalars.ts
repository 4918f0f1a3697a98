import { utf8Bytes, utf8Text } from "./bytes.ts";
import type { Coder } from "./codec.ts";
import { bytesAt, countAt, hexAt, lastDigits, MalformedData, uintAt, WORD } from "./input.ts";
import { appendBytes, appendHex, setShort, setWord, wordOf } from "./output.ts";

/** Coders of the ABI's types that are no lists. */

const { asIntN, asUintN } = BigInt;

function wordCoder(decode: Coder["decode"], encode: Coder["encode"]): Coder {
  return { headSize: WORD, dynamic: false, decode, encode };
}

/** What fits into 64 bits, and that is most, is written as that. */
export function uintCoder(bits: number): Coder {
  const limit = 1n << BigInt(bits);
  const short = Math.min(bits, 64);
  const decode = (at: number) => {
    const value = uintAt(at);
    return value < limit ? value : malformed();
  };
  return wordCoder(bits === 256 ? uintAt : decode, (at, value) => {
    const whole = typeof value === "bigint" ? value : wholeOf(value);
    if (asUintN(short, whole) === whole) setShort(at, whole);
    else if (asUintN(bits, whole) === whole) setWord(at, whole);
    else throw new Error(`${whole} does not fit into uint${bits}`);
  });
}

export function intCoder(bits: number): Coder {
  return wordCoder(
    (at) => {
      const value = asIntN(256, uintAt(at));
      return asIntN(bits, value) === value ? value : malformed();
    },
    (at, value) => {
      const whole = typeof value === "bigint" ? value : wholeOf(value);
      if (asIntN(bits, whole) !== whole) throw new Error(`${whole} does not fit into int${bits}`);
      setWord(at, whole);
    },
  );
}

function wholeOf(value: unknown): bigint {
  if (!Number.isSafeInteger(value)) throw new Error(`${String(value)} is not a whole number`);
  return BigInt(value as number);
}

export const boolCoder = wordCoder(
  (at) => {
    const word = uintAt(at);
    return word < 2n ? word === 1n : malformed();
  },
  (at, value) => setShort(at, value ? 1n : 0n),
);

const ADDRESS = 20;
export const addressCoder = wordCoder(
  (at) => {
    const word = uintAt(at);
    return word < 1n << 160n ? `0x${lastDigits(word, ADDRESS)}` : malformed();
  },
  (at, value) => setWord(at, numberIn(value, ADDRESS, "address")),
);

export function fixedBytesCoder(size: number): Coder {
  const rest = 8 * (WORD - size);
  const shift = BigInt(rest);
  return wordCoder(
    (at) => {
      const word = uintAt(at);
      return asUintN(rest, word) === 0n ? `0x${lastDigits(word >> shift, size)}` : malformed();
    },
    (at, value) => setWord(at, numberIn(value, size, `bytes${size}`) << shift),
  );
}

/** The number that `size` bytes of hex stand for. */
function numberIn(value: unknown, size: number, type: string): bigint {
  try {
    const digits = digitsOf(value);
    if (digits.length === 2 * size) return wordOf(digits);
  } catch {
    // It is not hex.
  }
  throw new Error(`${String(value)} is not a value of type ${type}`);
}

function digitsOf(value: unknown): string {
  if (typeof value === "string" && value.startsWith("0x")) return value.substring(2);
  throw new Error(`not hex: ${String(value)}`);
}

export const bytesCoder: Coder = {
  headSize: WORD,
  dynamic: true,
  decode: (at) => hexAt(at + WORD, countAt(at)),
  encode: (_at, value) => {
    try {
      appendHex(digitsOf(value));
    } catch {
      throw new Error(`not hex: ${String(value)}`);
    }
  },
};

export const textCoder: Coder = {
  headSize: WORD,
  dynamic: true,
  decode: (at) => {
    const bytes = bytesAt(at + WORD, countAt(at));
    try {
      return utf8Text(bytes);
    } catch {
      return malformed();
    }
  },
  encode: (_at, value) => appendBytes(utf8Bytes(String(value))),
};

function malformed(): never {
  throw new MalformedData();
}
