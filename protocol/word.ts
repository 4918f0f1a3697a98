import { getAddress, toBeHex } from "ethers";

/** One field of a packed word. */
export interface WordField {
  readonly name: string;
  readonly bits: number;
  readonly type: keyof FieldTypes;
}

/** What a field's value is. */
interface FieldTypes {
  readonly uint: bigint;
  readonly address: string;
  readonly bool: boolean;
}

/** Fields one after the other, the first in the lowest bits. What lies above the last is 0. */
export type WordLayout = readonly WordField[];

type Values = Readonly<Record<string, FieldTypes[keyof FieldTypes]>>;

/** The values of a word's fields by name. */
export type Unpacked<Layout extends WordLayout> = {
  readonly [Field in Layout[number] as Field["name"]]: FieldTypes[Field["type"]];
};

/** Puts fields into a word. Throws RangeError where a value does not fit into its field. */
export function packWord<const Layout extends WordLayout>(layout: Layout, values: Unpacked<Layout>): bigint {
  const source: Values = values;
  let word = 0n;
  let offset = 0n;
  for (const { name, bits } of layout) {
    const value = BigInt(source[name] ?? -1n);
    if (value < 0n || value >> BigInt(bits) !== 0n)
      throw new RangeError(`${name} is ${value}, and has ${bits} bits`);
    word |= value << offset;
    offset += BigInt(bits);
  }
  return word;
}

/** Takes a word apart. */
export function unpackWord<const Layout extends WordLayout>(layout: Layout, word: bigint): Unpacked<Layout> {
  const values: Record<string, Values[string]> = {};
  let rest = word;
  for (const { name, bits, type } of layout) {
    values[name] = readers[type](BigInt.asUintN(bits, rest));
    rest >>= BigInt(bits);
  }
  return values as Unpacked<Layout>;
}

const readers = {
  uint: (bits: bigint) => bits,
  address: (bits: bigint) => getAddress(toBeHex(bits, 20)),
  bool: (bits: bigint) => bits !== 0n,
} as const;
