import type { AbiParameter } from "../../../functions/sdk/prelude/codec.ts";

/** Types and values of Solidity's ABI, made up by a seed, for the codecs' tests. */

/** Calldata that its types cannot hold, in words. */
export const malformed: readonly [what: string, types: string, words: readonly bigint[]][] = [
  ["a missing word", "uint256 a, uint256 b", [1n]],
  ["an integer over its type", "uint8 a", [256n]],
  ["a negative integer below its type", "int8 a", [2n ** 256n - 129n]],
  ["a bool of two", "bool a", [2n]],
  ["an address with high bits", "address a", [1n << 160n]],
  ["fixed bytes with low bits", "bytes4 a", [1n]],
  ["an offset past the end", "string a", [64n]],
  ["an offset of 2^255", "string a", [1n << 255n]],
  ["a length past the end", "bytes a", [32n, 33n, 0n]],
  ["an array longer than its data", "uint256[] a", [32n, 3n, 1n, 2n]],
  ["text that is not UTF-8", "string a", [32n, 1n, 0xffn << 248n]],
];

/** ethers writes tuples in front of their components. */
export function ethersType({ type, components = [] }: AbiParameter): string {
  if (!type.startsWith("tuple")) return type;
  return `tuple(${components.map(ethersType).join(",")})${type.slice("tuple".length)}`;
}

/** ethers takes structs without names as arrays. */
export function positional(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(positional);
  return typeof value === "object" && value !== null ? Object.values(value).map(positional) : value;
}

export type Random = (limit: number) => number;

/** A linear congruential generator (Knuth's MMIX constants): the same cases in every run. */
export function generator(seed: number): Random {
  let state = BigInt(seed);
  return (limit) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(limit));
  };
}

export function randomType(random: Random, depth: number): AbiParameter {
  const kind = random(depth > 0 ? 10 : 7);
  if (kind === 0) return { type: `uint${8 * (1 + random(32))}` };
  if (kind === 1) return { type: `int${8 * (1 + random(32))}` };
  if (kind === 2) return { type: `bytes${1 + random(32)}` };
  if (kind === 3) return { type: "bool" };
  if (kind === 4) return { type: "string" };
  if (kind === 5) return { type: "bytes" };
  if (kind === 6) return { type: "address" };
  const element = randomType(random, depth - 1);
  if (kind === 7) return { ...element, type: `${element.type}[]` };
  if (kind === 8) return { ...element, type: `${element.type}[${1 + random(3)}]` };
  const components = ["a", "b"].map((name) => ({ ...randomType(random, depth - 1), name }));
  return { type: "tuple", components };
}

export function randomValue(random: Random, parameter: AbiParameter): unknown {
  const { type, components = [] } = parameter;
  const array = /^(.*)\[(\d*)\]$/.exec(type);
  if (array) {
    const length = array[2] === "" ? random(4) : Number(array[2]);
    const element = { ...parameter, type: array[1] ?? "" };
    return Array.from({ length }, () => randomValue(random, element));
  }
  if (type === "tuple") {
    return Object.fromEntries(components.map((part) => [part.name, randomValue(random, part)]));
  }
  if (type === "bool") return random(2) === 1;
  if (type === "string") return "aß世🛡".repeat(random(12));
  return randomNumeric(random, type);
}

function randomNumeric(random: Random, type: string): unknown {
  const size = Number(/\d+/.exec(type)?.[0] ?? random(70));
  const bytes = type === "address" ? 20 : type.startsWith("bytes") ? size : size / 8;
  const digits = Array.from({ length: bytes }, () => random(256).toString(16).padStart(2, "0")).join("");
  if (type === "address" || type.startsWith("bytes")) return `0x${digits}`;
  const value = BigInt(`0x${digits}`);
  return type.startsWith("uint") ? value : BigInt.asIntN(size, value);
}
