import { checkRoom, countAt, WORD } from "./input.ts";
import { outputLength, reserve, setShort } from "./output.ts";
import {
  addressCoder,
  boolCoder,
  bytesCoder,
  fixedBytesCoder,
  intCoder,
  textCoder,
  uintCoder,
} from "./scalars.ts";

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
  /** @param at where the value itself is in the input. */
  decode(at: number): unknown;
  /** Writes a static value into its reserved head at `at`; appends a dynamic one. @throws Error if it does not fit. */
  encode(at: number, value: unknown): void;
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

/** The coder for what an endpoint returns: nothing, one value as it is, or several in an array. */
export function outputCoder(parameters: readonly AbiParameter[]): Coder {
  const [single] = parameters;
  if (!single) return { headSize: 0, dynamic: false, decode: () => undefined, encode: () => {} };
  if (parameters.length > 1) return sequenceCoder(parameters);
  const coder = coderFor(single);
  return coder.dynamic ? { ...coder, encode: (_at, value) => encodeTail(coder, value) } : coder;
}

function encodeTail(coder: Coder, value: unknown): void {
  setShort(reserve(WORD), BigInt(WORD));
  coder.encode(0, value);
}

function tupleCoder(components: readonly AbiParameter[]): Coder {
  const names = components.map(({ name }) => name ?? "");
  return listCoder(components.map(coderFor), names.includes("") ? undefined : names);
}

function arrayCoder(element: Coder, length: number | undefined): Coder {
  if (length !== undefined) return listCoder(new Array<Coder>(length).fill(element));
  return {
    headSize: WORD,
    dynamic: true,
    decode: (at) => {
      const count = countAt(at);
      checkRoom(at + WORD, count * element.headSize);
      return decodeEach(at + WORD, new Array<Coder>(count).fill(element));
    },
    encode: (_at, value) => {
      const values = listOf(value);
      setShort(reserve(WORD), BigInt(values.length));
      const heads = reserve(values.length * element.headSize);
      encodeEach(heads, new Array<Coder>(values.length).fill(element), values);
    },
  };
}

/**
 * Values side by side: heads first, then the dynamic ones' tails.
 * @param names of an object's fields; without them, the values are an array
 */
function listCoder(coders: readonly Coder[], names?: readonly string[]): Coder {
  const dynamic = coders.some((coder) => coder.dynamic);
  const size = coders.reduce((sum, { headSize }) => sum + headSize, 0);
  return {
    headSize: dynamic ? WORD : size,
    dynamic,
    decode: (at) => decodeEach(at, coders, names),
    encode: (at, value) => {
      const named = names && !Array.isArray(value) ? names : undefined;
      const values = named ? (value as Values) : listOf(value);
      if (!named && values.length !== coders.length) {
        throw new Error(`there are ${values.length} values for ${coders.length}`);
      }
      encodeEach(dynamic ? reserve(size) : at, coders, values, named);
    },
  };
}

/** Of an array by index, of an object by name. */
type Values = Record<string | number, unknown>;

/** Plain loops: the engine takes thousands of fuel for each iterator and callback. */
function decodeEach(base: number, coders: readonly Coder[], names?: readonly string[]): unknown {
  const values = (names ? {} : []) as Values;
  let head = base;
  for (let index = 0; index < coders.length; index++) {
    const coder = coders[index] as Coder;
    const value = coder.decode(coder.dynamic ? base + countAt(head) : head);
    values[names ? (names[index] as string) : index] = value;
    head += coder.headSize;
  }
  return values;
}

/** @param base where the heads have been reserved. */
function encodeEach(base: number, coders: readonly Coder[], values: Values, names?: readonly string[]): void {
  let head = base;
  for (let index = 0; index < coders.length; index++) {
    const coder = coders[index] as Coder;
    if (coder.dynamic) setShort(head, BigInt(outputLength() - base));
    coder.encode(head, values[names ? (names[index] as string) : index]);
    head += coder.headSize;
  }
}

function listOf(value: unknown): Values & { readonly length: number } {
  if (Array.isArray(value)) return value as unknown as Values & { readonly length: number };
  throw new Error(`${String(value)} is not an array`);
}
