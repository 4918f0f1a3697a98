import { parseAbiParameters } from "abitype";
import { expect } from "chai";
import { AbiCoder, concat, getBytes, hexlify, toBeHex } from "ethers";
import { type AbiParameter, sequenceCoder } from "../../functions/sdk/prelude/codec.ts";
import { MalformedData, WordReader, WordWriter } from "../../functions/sdk/prelude/words.ts";

/** The sandbox's codec against ethers' own, and against Solidity's strictness. */

const cases: readonly [types: string, values: readonly unknown[]][] = [
  ["uint256 a, uint8 b, bool c", [2n ** 256n - 1n, 255n, true]],
  ["uint64 a, uint128 b, uint192 c", [2n ** 64n - 1n, 2n ** 64n, 2n ** 191n + 5n]],
  ["int256 a, int8 b, int64 c, int128 d", [-(2n ** 255n), -1n, -(2n ** 63n), 2n ** 127n - 1n]],
  [
    "address a, bytes32 b, bytes4 c, bytes1 d",
    [`0x${"0a".repeat(20)}`, `0x${"fe".repeat(32)}`, "0x00000001", "0xff"],
  ],
  ["string a, bytes b", ["", "0x"]],
  ["string a, bytes b, uint8 c", ["grüße, 世界 🛡️", `0x${"ab".repeat(33)}`, 7n]],
  [
    "uint256[] a, string[] b",
    [
      [1n, 2n, 3n],
      ["one", "", "three".repeat(20)],
    ],
  ],
  [
    "uint8[3] a, string[2] b, uint16[2][] c",
    [
      [1n, 2n, 3n],
      ["x", "y"],
      [
        [1n, 2n],
        [3n, 4n],
      ],
    ],
  ],
  ["uint256[][2] a", [[[1n], []]]],
  ["(uint8 x, bytes2 y) a, uint8 b", [{ x: 1n, y: "0x1234" }, 2n]],
  [
    "(uint8 x, string y)[] a",
    [
      [
        { x: 1n, y: "one" },
        { x: 2n, y: "two" },
      ],
    ],
  ],
  [
    "(uint8 x, (string y, uint256[] z) inner)[2] a",
    [
      [
        { x: 1n, inner: { y: "one", z: [] } },
        { x: 2n, inner: { y: "", z: [9n] } },
      ],
    ],
  ],
];

describe("guest codec", () => {
  for (const [types, values] of cases) {
    it(`agrees with ethers on (${types})`, () => {
      const parameters = parseAbiParameters(types) as readonly AbiParameter[];
      const expected = AbiCoder.defaultAbiCoder().encode(parameters.map(ethersType), values.map(positional));
      expect(encode(parameters, values)).to.equal(expected);
      expect(decode(parameters, expected)).to.deep.equal(values);
    });
  }

  it("agrees with ethers on 300 random values of random types", () => {
    const random = generator(20_260_101);
    for (let round = 0; round < 300; round++) {
      const parameters = Array.from({ length: 1 + random(4) }, () => randomType(random, 2));
      const values = parameters.map((parameter) => randomValue(random, parameter));
      const expected = AbiCoder.defaultAbiCoder().encode(parameters.map(ethersType), values.map(positional));
      expect(encode(parameters, values)).to.equal(expected);
      expect(decode(parameters, expected)).to.deep.equal(values);
    }
  });

  const malformed: readonly [what: string, types: string, words: readonly bigint[]][] = [
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
  for (const [what, types, words] of malformed) {
    it(`refuses ${what}`, () => {
      const data = concat(words.map((word) => toBeHex(word, 32)));
      expect(() => decode(parseAbiParameters(types) as readonly AbiParameter[], data)).to.throw(
        MalformedData,
      );
    });
  }

  it("ignores bytes after the last word", () => {
    const data = concat([toBeHex(7, 32), "0x1234"]);
    expect(decode([{ type: "uint8" }], data)).to.deep.equal([7n]);
  });

  const unfit: readonly [type: string, value: unknown][] = [
    ["uint8", 256n],
    ["uint8", -1n],
    ["int8", 128n],
    ["uint256", 1.5],
    ["uint256", "7"],
    ["bytes4", "0x123456"],
    ["bytes", "0x123"],
    ["bytes", "zz"],
    ["string", "\ud83d"],
    ["address", "0x1234"],
    ["uint8[2]", [1n]],
    ["uint8[]", 1n],
  ];
  for (const [type, value] of unfit) {
    it(`does not encode ${String(value)} as ${type}`, () => {
      expect(() => encode([{ type }], [value])).to.throw(Error);
    });
  }
});

function encode(parameters: readonly AbiParameter[], values: readonly unknown[]): string {
  const coder = sequenceCoder(parameters);
  const writer = new WordWriter();
  coder.encode(writer, coder.dynamic ? 0 : writer.reserve(coder.headSize), values);
  return hexlify(new Uint8Array(writer.buffer, 0, writer.length));
}

function decode(parameters: readonly AbiParameter[], data: string): unknown {
  return sequenceCoder(parameters).decode(new WordReader(getBytes(data)), 0);
}

/** ethers writes tuples in front of their components. */
function ethersType({ type, components = [] }: AbiParameter): string {
  if (!type.startsWith("tuple")) return type;
  return `tuple(${components.map(ethersType).join(",")})${type.slice("tuple".length)}`;
}

/** ethers takes structs without names as arrays. */
function positional(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(positional);
  return typeof value === "object" && value !== null ? Object.values(value).map(positional) : value;
}

type Random = (limit: number) => number;

/** A linear congruential generator (Knuth's MMIX constants): the same cases in every run. */
function generator(seed: number): Random {
  let state = BigInt(seed);
  return (limit) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(limit));
  };
}

function randomType(random: Random, depth: number): AbiParameter {
  const kind = random(depth > 0 ? 9 : 6);
  if (kind === 0) return { type: `uint${8 * (1 + random(32))}` };
  if (kind === 1) return { type: `int${8 * (1 + random(32))}` };
  if (kind === 2) return { type: `bytes${1 + random(32)}` };
  if (kind === 3) return { type: "bool" };
  if (kind === 4) return { type: "string" };
  if (kind === 5) return { type: "bytes" };
  const element = randomType(random, depth - 1);
  if (kind === 6) return { ...element, type: `${element.type}[]` };
  if (kind === 7) return { ...element, type: `${element.type}[${1 + random(3)}]` };
  const components = ["a", "b"].map((name) => ({ ...randomType(random, depth - 1), name }));
  return { type: "tuple", components };
}

function randomValue(random: Random, parameter: AbiParameter): unknown {
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
  const bytes = type.startsWith("bytes") ? size : size / 8;
  const digits = Array.from({ length: bytes }, () => random(256).toString(16).padStart(2, "0")).join("");
  if (type.startsWith("bytes")) return `0x${digits}`;
  const value = BigInt(`0x${digits}`);
  return type.startsWith("uint") ? value : BigInt.asIntN(size, value);
}
