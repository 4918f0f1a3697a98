import { parseAbiParameters } from "abitype";
import { expect } from "chai";
import { AbiCoder, concat, getBytes, hexlify, toBeHex } from "ethers";
import { type AbiParameter, sequenceCoder } from "../../functions/sdk/prelude/codec.ts";
import { ARGUMENTS, MalformedData, openInput, readFrom } from "../../functions/sdk/prelude/input.ts";
import {
  answerIn,
  beginOutput,
  endOutput,
  reserve,
  wholeOutput,
} from "../../functions/sdk/prelude/output.ts";
import {
  ethersType,
  generator,
  malformed,
  positional,
  randomType,
  randomValue,
} from "./support/random-abi.ts";

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

  it("forgets a long answer that failed, and begins in the host's buffer again", () => {
    const answer = new ArrayBuffer(64);
    answerIn(answer);
    beginOutput();
    const list = sequenceCoder([{ type: "uint8[]" }]);
    expect(() => list.encode(0, [[...new Array(99).fill(255), 256]])).to.throw(Error);
    beginOutput();
    const single = sequenceCoder([{ type: "uint8" }]);
    single.encode(reserve(single.headSize), [7]);
    endOutput(1);
    expect([...new Uint32Array(answer)]).to.deep.equal([
      32,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      7 << 24,
      0,
      0,
      0,
      0,
      0,
      0,
    ]);
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
    ["bytes", `0x${"00".repeat(31)}0 12`],
    ["bytes", `0x${"00".repeat(31)}1 `],
    ["string", "\ud83d"],
    ["address", "0x1234"],
    ["address", `0x${"1".repeat(39)} `],
    ["address", `0b${"1".repeat(40)}`],
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
  const answer = new ArrayBuffer(64);
  answerIn(answer);
  beginOutput();
  coder.encode(coder.dynamic ? 0 : reserve(coder.headSize), values);
  endOutput(1);
  const [length = 0] = new Uint32Array(answer);
  return hexlify(new Uint8Array(wholeOutput(), 8, length));
}

function decode(parameters: readonly AbiParameter[], hex: string): unknown {
  const data = getBytes(hex);
  const call = new ArrayBuffer(ARGUMENTS + Math.ceil(data.length / 8) * 8);
  new Uint32Array(call)[0] = 4 + data.length;
  new Uint8Array(call).set(data, ARGUMENTS);
  readFrom(call);
  openInput();
  return sequenceCoder(parameters).decode(ARGUMENTS);
}
