import { bytesOf, hexOf, utf8Bytes, utf8Text } from "./bytes.ts";
import { MalformedData, WORD, type WordReader, type WordWriter } from "./words.ts";

/** A parameter as the ABI's JSON form has it. */
export interface AbiParameter {
  readonly type: string;
  readonly name?: string;
  readonly components?: readonly AbiParameter[];
}

/**
 * Decodes and encodes one ABI type. Made once, when a function initialises, so that a call pays for its values alone.
 * As strict as Solidity's own decoder: a value that its type cannot hold is malformed, and trailing bytes are ignored.
 */
export interface Coder {
  /** Bytes in the head: the value itself, or the offset of a dynamic one. */
  readonly headSize: number;
  readonly dynamic: boolean;
  /** @param at where the value itself is. */
  decode(reader: WordReader, at: number): unknown;
  /** Writes a static value into its reserved head at `at`; appends a dynamic one. @throws Error if it does not fit. */
  encode(writer: WordWriter, at: number, value: unknown): void;
}

export function coderFor(parameter: AbiParameter): Coder {
  const { type } = parameter;
  const array = /^(.*)\[(\d*)\]$/.exec(type);
  if (array) {
    const [, element = "", length = ""] = array;
    return arrayCoder(coderFor({ ...parameter, type: element }), length === "" ? undefined : Number(length));
  }
  if (type === "tuple") return tupleCoder(parameter.components ?? []);
  if (type === "string") return textCoder;
  if (type === "bytes") return bytesCoder;
  if (type === "bool") return boolCoder;
  if (type === "address") return addressCoder;
  const fixed = /^(uint|int|bytes)(\d*)$/.exec(type);
  if (!fixed) throw new Error(`the ABI type ${type} is unknown`);
  const size = Number(fixed[2] || 256);
  if (fixed[1] === "bytes") return fixedBytesCoder(size);
  return fixed[1] === "uint" ? uintCoder(size) : intCoder(size);
}

/** The coder for several values side by side, as calldata and results hold them: values are arrays. */
export function sequenceCoder(parameters: readonly AbiParameter[]): Coder {
  return listCoder(parameters.map(coderFor));
}

function wordCoder(decode: (word: bigint) => unknown, encode: (value: unknown) => bigint): Coder {
  return {
    headSize: WORD,
    dynamic: false,
    decode: (reader, at) => decode(reader.uint(at)),
    encode: (writer, at, value) => writer.set(at, encode(value)),
  };
}

function uintCoder(bits: number): Coder {
  const limit = 1n << BigInt(bits);
  return wordCoder(
    (word) => (word < limit ? word : malformed()),
    (value) => inRange(value, 0n, limit, `uint${bits}`),
  );
}

function intCoder(bits: number): Coder {
  const limit = 1n << BigInt(bits - 1);
  return wordCoder(
    (word) => {
      const value = BigInt.asIntN(256, word);
      return value >= -limit && value < limit ? value : malformed();
    },
    (value) => inRange(value, -limit, limit, `int${bits}`),
  );
}

function inRange(value: unknown, from: bigint, to: bigint, type: string): bigint {
  const whole = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!whole) throw new Error(`${String(value)} is not a whole number for ${type}`);
  const number = BigInt(value as bigint | number);
  if (number < from || number >= to) throw new Error(`${number} does not fit into ${type}`);
  return number;
}

const boolCoder = wordCoder(
  (word) => (word < 2n ? word === 1n : malformed()),
  (value) => (value ? 1n : 0n),
);

const addressCoder = wordCoder(
  (word) => (word >> 160n === 0n ? `0x${word.toString(16).padStart(40, "0")}` : malformed()),
  (value) => {
    if (!/^0x[0-9a-fA-F]{40}$/.test(String(value))) throw new Error(`${String(value)} is not an address`);
    return BigInt(value as string);
  },
);

function fixedBytesCoder(size: number): Coder {
  const shift = BigInt(8 * (WORD - size));
  const digits = 2 * size;
  return wordCoder(
    (word) => {
      const value = word >> shift;
      if (value << shift !== word) malformed();
      return `0x${value.toString(16).padStart(digits, "0")}`;
    },
    (value) => {
      const fits = typeof value === "string" && value.length === digits + 2 && /^0x[0-9a-fA-F]*$/.test(value);
      if (!fits) throw new Error(`${String(value)} is not a bytes${size}`);
      return BigInt(value) << shift;
    },
  );
}

const bytesCoder = blobCoder(hexOf, (value) => bytesOf(value as string));
const textCoder = blobCoder(
  (bytes) => {
    try {
      return utf8Text(bytes);
    } catch {
      return malformed();
    }
  },
  (value) => utf8Bytes(String(value)),
);

function blobCoder(decode: (bytes: Uint8Array) => string, encode: (value: unknown) => Uint8Array): Coder {
  return {
    headSize: WORD,
    dynamic: true,
    decode: (reader, at) => decode(reader.slice(at + WORD, reader.count(at))),
    encode: (writer, _at, value) => {
      const bytes = encode(value);
      writer.set(writer.reserve(WORD), BigInt(bytes.length));
      writer.append(bytes);
    },
  };
}

function tupleCoder(components: readonly AbiParameter[]): Coder {
  const list = sequenceCoder(components);
  const names = components.map(({ name }) => name ?? "");
  if (names.includes("")) return list;
  return {
    ...list,
    decode: (reader, at) => {
      const values = list.decode(reader, at) as unknown[];
      return Object.fromEntries(names.map((name, index) => [name, values[index]]));
    },
    encode: (writer, at, value) => {
      const given = value as Record<string, unknown>;
      list.encode(writer, at, Array.isArray(given) ? given : names.map((name) => given[name]));
    },
  };
}

function arrayCoder(element: Coder, length: number | undefined): Coder {
  if (length !== undefined) return listCoder(new Array<Coder>(length).fill(element));
  return {
    headSize: WORD,
    dynamic: true,
    decode: (reader, at) => {
      const count = reader.count(at);
      reader.slice(at + WORD, count * element.headSize);
      return decodeEach(reader, at + WORD, new Array<Coder>(count).fill(element));
    },
    encode: (writer, _at, value) => {
      const values = listOf(value);
      writer.set(writer.reserve(WORD), BigInt(values.length));
      const heads = writer.reserve(values.length * element.headSize);
      encodeEach(writer, heads, new Array<Coder>(values.length).fill(element), values);
    },
  };
}

/** Values side by side: heads first, then the dynamic ones' tails. */
function listCoder(coders: readonly Coder[]): Coder {
  const dynamic = coders.some((coder) => coder.dynamic);
  const size = coders.reduce((sum, { headSize }) => sum + headSize, 0);
  return {
    headSize: dynamic ? WORD : size,
    dynamic,
    decode: (reader, at) => decodeEach(reader, at, coders),
    encode: (writer, at, value) => {
      const values = listOf(value);
      if (values.length !== coders.length) {
        throw new Error(`there are ${values.length} values for ${coders.length}`);
      }
      encodeEach(writer, dynamic ? writer.reserve(size) : at, coders, values);
    },
  };
}

/** Plain loops: the engine takes thousands of fuel for each iterator and callback. */
function decodeEach(reader: WordReader, base: number, coders: readonly Coder[]): unknown[] {
  const values: unknown[] = [];
  let head = base;
  for (let index = 0; index < coders.length; index++) {
    const coder = coders[index] as Coder;
    values[index] = coder.decode(reader, coder.dynamic ? base + reader.count(head) : head);
    head += coder.headSize;
  }
  return values;
}

/** @param base where the heads have been reserved. */
function encodeEach(
  writer: WordWriter,
  base: number,
  coders: readonly Coder[],
  values: readonly unknown[],
): void {
  let head = base;
  for (let index = 0; index < coders.length; index++) {
    const coder = coders[index] as Coder;
    if (coder.dynamic) writer.set(head, BigInt(writer.length - base));
    coder.encode(writer, head, values[index]);
    head += coder.headSize;
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${String(value)} is not an array`);
  return value;
}

function malformed(): never {
  throw new MalformedData();
}
