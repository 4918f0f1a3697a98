import { expect } from "chai";
import { f32, f64, i32, i64, type ModuleSource, metered } from "./helpers/wasm.ts";

const PLENTY = 1_000_000n;
const CANONICAL = 0x7ff8000000000000n;
const PAYLOAD = 0x7ff8000000000123n;

const GET = 0x20;
const SET = 0x21;
const ADD = 0xa0;
const NEGATE = 0x9a;
const TO_FLOAT = 0xbf;
const TO_BITS = 0xbd;
/** The parameter as a float, and that plus itself. */
const given = [GET, 0, TO_FLOAT];
const open = [...given, ...given, ADD];

interface Case {
  readonly title: string;
  readonly source: ModuleSource;
  readonly expected: bigint;
}

function run(
  title: string,
  code: readonly number[],
  expected: bigint,
  rest: Partial<ModuleSource> = {},
): Case {
  const main = { name: "run", params: [i64], results: [i64], locals: [f64, f64], code };
  return { title, expected, source: { ...rest, functions: [main, ...(rest.functions ?? [])] } };
}

/** (a, b) → a's bits. */
const firstBits = { params: [f64, f64], results: [i64], code: [GET, 0, TO_BITS] };
const same = { params: [f64], results: [f64], code: [GET, 0] };
const sum = { params: [i64], results: [f64], code: open };

const kept: Case[] = [
  run("through a local", [...given, SET, 1, GET, 1, TO_BITS], PAYLOAD),
  run("through memory", [0x41, 0, ...given, 0x39, 3, 0, 0x41, 0, 0x29, 3, 0], PAYLOAD, { memory: [1] }),
  run("through a call", [...given, 0x10, 1, TO_BITS], PAYLOAD, { functions: [same] }),
  run("through a block", [0x02, f64, ...given, 0x0b, TO_BITS], PAYLOAD),
  run("through select, beside an open value", [...given, ...open, 0x41, 1, 0x1b, TO_BITS], PAYLOAD),
  run("by neg", [...given, NEGATE, TO_BITS], PAYLOAD | (1n << 63n)),
  run("by abs", [...given, NEGATE, 0x99, TO_BITS], PAYLOAD),
  run("in a local that also holds a sum", [...open, SET, 1, ...given, SET, 1, GET, 1, TO_BITS], PAYLOAD),
];

const settled: Case[] = [
  run("reinterpreted", [...open, TO_BITS], CANONICAL),
  run("stored", [0x41, 0, ...open, 0x39, 3, 0, 0x41, 0, 0x29, 3, 0], CANONICAL, { memory: [1] }),
  run("from a local", [...open, SET, 1, GET, 1, TO_BITS], CANONICAL),
  run("from a copied local", [...open, SET, 1, GET, 1, SET, 2, GET, 2, TO_BITS], CANONICAL),
  run("from local.tee", [...open, 0x22, 1, TO_BITS], CANONICAL),
  run("in a local that held other bits", [...given, SET, 1, ...open, SET, 1, GET, 1, TO_BITS], CANONICAL),
  run("below another argument", [...open, ...given, 0x10, 1], CANONICAL, { functions: [firstBits] }),
  run("returned", [GET, 0, 0x10, 1, TO_BITS], CANONICAL, { functions: [sum] }),
  run("from a block", [0x02, f64, ...open, 0x0b, TO_BITS], CANONICAL),
  run("carried by a branch", [0x02, f64, ...open, 0x0c, 0, 0x0b, TO_BITS], CANONICAL),
  run("carried by br_if", [0x02, f64, ...open, 0x41, 1, 0x0d, 0, 0x0b, TO_BITS], CANONICAL),
  run("by select between two sums", [...open, ...open, 0x41, 1, 0x1b, TO_BITS], CANONICAL),
  run("by select beside given bits", [...given, ...open, 0x41, 0, 0x1b, TO_BITS], CANONICAL),
  run("negated", [...open, NEGATE, TO_BITS], CANONICAL | (1n << 63n)),
  run("negated in a local", [...open, NEGATE, SET, 1, GET, 1, TO_BITS], CANONICAL | (1n << 63n)),
  run("negated twice", [...open, NEGATE, NEGATE, TO_BITS], CANONICAL),
  run("with another's sign", [...open, ...given, NEGATE, 0xa6, TO_BITS], CANONICAL | (1n << 63n)),
  run("demoted and promoted", [...given, 0xb6, 0xbb, TO_BITS], CANONICAL),
];

describe("runtime: the bits of a NaN", () => {
  for (const { title, source, expected } of kept) {
    it(`are kept ${title}`, () => expect(bitsOf(source)).to.equal(expected));
  }

  for (const { title, source, expected } of settled) {
    it(`are canonical where arithmetic leaves them open: ${title}`, () =>
      expect(bitsOf(source)).to.equal(expected));
  }

  it("are canonical in single precision too", () => {
    const code = [GET, 0, 0xbe, GET, 0, 0xbe, 0x94, 0xbc];
    const { result } = metered({
      functions: [{ name: "run", params: [i32], results: [i32], locals: [f32], code }],
    }).run("run", [0x7fc00123], PLENTY);
    expect(result).to.equal(0x7fc00000);
  });
});

function bitsOf(source: ModuleSource): bigint {
  const { result } = metered(source).run("run", [PAYLOAD], PLENTY);
  return BigInt.asUintN(64, result as bigint);
}
