import { expect } from "chai";
import { limits } from "../../runtime/limits.ts";
import { instrument, METER_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { failure } from "./helpers/errors.ts";
import { assemble, f64, i32, type ModuleSource, TEST_PAGES } from "./helpers/wasm.ts";

const options = { maximumPages: TEST_PAGES };

/** Functions that V8 would take, and no guest may have, with the offset of the construct in the body. */
const refused = [
  { construct: "a tail call", function: { code: [0x12, 0] }, opcode: 0x12 },
  { construct: "SIMD", function: { code: [0x41, 0, 0xfd, 0x0f, 0x1a] }, opcode: 0xfd },
  { construct: "an atomic fence", function: { code: [0xfe, 0x03, 0x00] }, opcode: 0xfe },
  { construct: "a reference", function: { code: [0xd0, 0x70, 0x1a] }, opcode: 0xd0 },
  { construct: "a local that holds a reference", function: { locals: [0x70], code: [] }, opcode: 0x70 },
  {
    construct: "a block that gives a reference",
    function: { code: [0x02, 0x70, 0x00, 0x0b, 0x1a] },
    opcode: 0x02,
  },
  { construct: "a table's size", function: { code: [0xfc, 16, 0, 0x1a] }, table: [0], opcode: 0xfc },
  { construct: "a write to a table", function: { code: [0x00, 0x26, 0] }, table: [0], opcode: 0x26 },
  { construct: "an exception", function: { code: [0x06, 0x40, 0x0b] }, opcode: 0x06 },
];

const sixty = Array.from({ length: 60 }, () => i32);

/** A function that calls the first one, of sixty parameters and results, so many times. */
const passing = (calls: number) => ({
  code: [
    ...sixty.flatMap(() => [0x41, 0]),
    ...Array.from({ length: calls }, () => [0x10, 0]).flat(),
    ...sixty.map(() => 0x1a),
  ],
});

/** Modules that V8 would take, each with one more of something than its limit allows. */
const tooLarge: { construct: string; source: ModuleSource; limit: number; count?: number }[] = [
  {
    construct: "functions",
    source: {
      functions: Array.from({ length: limits.moduleFunctions + 1 }, () => ({ code: [] })),
      oneType: true,
    },
    limit: limits.moduleFunctions,
  },
  {
    construct: "globals",
    source: { functions: [], globals: Array.from({ length: limits.moduleGlobals + 1 }, () => 0) },
    limit: limits.moduleGlobals,
  },
  {
    construct: "table elements",
    source: { functions: [{ code: [] }], table: Array.from({ length: limits.tableElements + 1 }, () => 0) },
    limit: limits.tableElements,
  },
  {
    construct: "bytes of code in one function",
    source: { functions: [{ code: Array.from({ length: limits.functionBytes - 1 }, () => 0x01) }] },
    limit: limits.functionBytes,
  },
  {
    construct: "types",
    source: { functions: Array.from({ length: limits.moduleTypes + 1 }, () => ({ code: [] })) },
    limit: limits.moduleTypes,
  },
  {
    construct: "parameters or results of one type",
    source: { functions: [{ params: Array.from({ length: limits.typeValues + 1 }, () => i32), code: [] }] },
    limit: limits.typeValues,
  },
  {
    construct: "parameters or results of one type",
    source: {
      functions: [{ results: Array.from({ length: limits.typeValues + 1 }, () => i32), code: [0x00] }],
    },
    limit: limits.typeValues,
  },
  {
    construct: "exports",
    source: {
      functions: Array.from({ length: limits.moduleExports + 1 }, (_, index) => ({
        name: `f${index}`,
        code: [],
      })),
      oneType: true,
    },
    limit: limits.moduleExports,
  },
  {
    construct: "loops in one function",
    source: {
      functions: [
        { code: Array.from({ length: limits.functionLoops + 1 }, () => [0x03, 0x40, 0x0b]).flat() },
      ],
    },
    limit: limits.functionLoops,
  },
  {
    construct: "calls in one function",
    source: {
      functions: [{ code: Array.from({ length: limits.functionCalls + 1 }, () => [0x10, 0]).flat() }],
    },
    limit: limits.functionCalls,
  },
  {
    construct: "values passed on in one function",
    source: {
      functions: [{ params: sixty, results: sixty, code: [0x00] }, passing(600)],
    },
    limit: limits.functionMoves,
    count: 547 * 120,
  },
  {
    construct: "values passed on",
    source: {
      functions: [
        { params: sixty, results: sixty, code: [0x00] },
        ...Array.from({ length: 10 }, () => passing(500)),
      ],
    },
    limit: limits.moduleMoves,
    count: 9 * 500 * 120,
  },
  {
    construct: "locals times blocks and branches",
    source: {
      functions: Array.from({ length: 20 }, () => ({
        locals: Array.from({ length: 4000 }, () => i32),
        code: Array.from({ length: 500 }, () => [0x02, 0x40, 0x0b]).flat(),
      })),
    },
    limit: limits.moduleJoins,
    count: 17 * 500 * 4000,
  },
  {
    construct: "locals in one function",
    source: {
      functions: [{ locals: Array.from({ length: limits.functionLocals + 1 }, () => i32), code: [] }],
    },
    limit: limits.functionLocals,
  },
  {
    construct: "locals times blocks and branches in one function",
    source: {
      functions: [
        {
          locals: Array.from({ length: 4096 }, () => i32),
          code: Array.from({ length: 513 }, () => [0x02, 0x40, 0x0b]).flat(),
        },
      ],
    },
    limit: limits.functionJoins,
    count: 513 * 4096,
  },
  {
    construct: "labels in one br_table",
    source: {
      functions: [
        { code: [0x41, 0, 0x0e, 0x80, 0x20, ...Array.from({ length: limits.branchLabels + 1 }, () => 0)] },
      ],
    },
    limit: limits.branchLabels,
  },
];

describe("runtime: modules that are too large for a compiler", () => {
  for (const { construct, source, limit, count = limit + 1 } of tooLarge) {
    it(construct, async () => {
      const bytes = assemble(source);
      expect(WebAssembly.validate(bytes)).to.equal(true);
      const { figures } = await failure("ALT_GUEST_MODULE_OVER_LIMIT", () => instrument(bytes, options));
      expect(figures).to.deep.include({ construct, count, limit });
    });
  }
});

describe("runtime: modules that are refused", () => {
  for (const { construct, function: source, table, opcode } of refused) {
    it(`${construct}, with its offset`, async () => {
      const bytes = assemble({ functions: [source], ...(table && { table }) });
      expect(WebAssembly.validate(bytes)).to.equal(true);
      const error = await failure("ALT_RUNTIME_UNSUPPORTED_OPCODE", () => instrument(bytes, options));
      expect(bytes[Number(error.figures.offset)]).to.equal(opcode);
    });
  }

  it("a memory index of more than one byte", async () => {
    const bytes = assemble({ functions: [{ code: [0x3f, 0x80, 0, 0x1a] }], memory: [1] });
    const error = await failure("ALT_RUNTIME_UNSUPPORTED_OPCODE", () => instrument(bytes, options));
    expect(bytes[Number(error.figures.offset)]).to.equal(0x80);
  });

  it("an initialiser that reads a global of the module's own", async () => {
    const bytes = assemble({ functions: [], globals: [0, 0] });
    bytes[bytes.length - 3] = 0x23;
    const error = await failure("ALT_RUNTIME_UNSUPPORTED_OPCODE", () => instrument(bytes, options));
    expect(error.figures.offset).to.equal(bytes.length - 3);
  });

  it("a shared memory", async () => {
    const bytes = assemble({ functions: [], memory: [1, 2] });
    const flags = bytes.indexOf(5) + 3;
    bytes[flags] = 3;
    await failure("ALT_RUNTIME_UNSUPPORTED_OPCODE", () => instrument(bytes, options));
  });

  it("more memory than the limit", async () => {
    const bytes = assemble({ functions: [], memory: [TEST_PAGES + 1] });
    const { figures } = await failure("ALT_GUEST_MEMORY_OVER_LIMIT", () => instrument(bytes, options));
    expect(figures).to.deep.equal({ pages: TEST_PAGES + 1, limit: TEST_PAGES });
  });

  it("an export that takes the meter's name", async () => {
    const bytes = assemble({ functions: [{ name: METER_EXPORT, code: [] }] });
    const { figures } = await failure("ALT_GUEST_RESERVED_EXPORT", () => instrument(bytes, options));
    expect(figures.name).to.equal(METER_EXPORT);
  });

  it("code that does not validate", async () => {
    const bytes = assemble({ functions: [{ results: [i32], code: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] }] });
    await failure("ALT_RUNTIME_MALFORMED_MODULE", () => instrument(bytes, options));
  });

  it("every truncation of a module, and every byte changed, with an error of ours or not at all", () => {
    const bytes = assemble({ functions: [{ name: "run", params: [f64], results: [f64], code: [0x20, 0] }] });
    const cut = Array.from(bytes, (_, length) => bytes.subarray(0, length));
    const changed = Array.from(bytes, (byte, at) => bytes.with(at, byte ^ 0xff));
    const refusals = [...cut, ...changed].filter((damaged) => isRefused(damaged));
    expect(refusals.length > bytes.length).to.equal(true);
  });
});

/** Whether a module is refused by an error of ours; if not, it must have come out valid. */
function isRefused(bytes: Uint8Array): boolean {
  try {
    expect(WebAssembly.validate(instrument(bytes, options).bytes)).to.equal(true);
    return false;
  } catch (error) {
    expect((error as { code?: string }).code).to.match(/^ALT_(RUNTIME|GUEST)_/);
    return true;
  }
}
