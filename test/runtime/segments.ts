import { expect } from "chai";
import { limits } from "../../runtime/limits.ts";
import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { instrument } from "../../runtime/rewriter/instrument.ts";
import { ModuleBuilder } from "../../tools/wasm/module-builder.ts";
import { failure } from "./helpers/errors.ts";
import { i32, meteredBytes, TEST_PAGES, type WasmFunction } from "./helpers/wasm.ts";

const PLENTY = 1_000_000n;
const ELEMENTS = 9;
const TABLE_SIZE = 4;
const INIT = [0x41, 1, 0x41, 0, 0x41, 2, 0xfc, 12, 0, 0];
const ZERO = [0x41, 0, 0x0b];
/** References to functions 1 and 2: an imported one comes first. */
const references = [2, 0xd2, 1, 0x0b, 0xd2, 2, 0x0b];

/** Every encoding of an element segment that holds functions 1 and 2 (Core Specification 2.0, section 5.5.12). */
const encodings = {
  "0: active": { bytes: [0, 0x41, 1, 0x0b, 2, 1, 2], active: true },
  "1: passive": { bytes: [1, 0, 2, 1, 2], active: false },
  "2: active, of a table by its index": { bytes: [2, 0, 0x41, 1, 0x0b, 0, 2, 1, 2], active: true },
  "4: active, of references": { bytes: [4, 0x41, 1, 0x0b, ...references], active: true },
  "5: passive, of references": { bytes: [5, 0x70, ...references], active: false },
  "6: active, of references, of a table by its index": {
    bytes: [6, 0, 0x41, 1, 0x0b, 0x70, ...references],
    active: true,
  },
};

/** `run(at)` calls what the table has there, in a module whose first function is the host's. */
function moduleWith(segment: readonly number[], initialise: readonly number[]): Uint8Array {
  const module = new ModuleBuilder();
  const host = module.importFunction("host", "one", { params: [], results: [i32] });
  const ten = module.addFunction({ params: [], results: [i32] }, [], Uint8Array.of(0x41, 10));
  module.addFunction({ params: [], results: [i32] }, [], Uint8Array.of(0x10, host, 0x10, ten, 0x6a));
  module.addTable(TABLE_SIZE);
  module.addActiveElements(0, [host]);
  const type = module.type({ params: [], results: [i32] });
  const code = Uint8Array.from([...initialise, 0x20, 0, 0x11, type, 0]);
  module.exportFunction("run", module.addFunction({ params: [i32], results: [i32] }, [], code));
  return withSegment(module.bytes(), segment);
}

/** The module with another segment in place of its only one, which `addActiveElements` wrote. */
function withSegment(bytes: Uint8Array, segment: readonly number[]): Uint8Array {
  const written = [ELEMENTS, 7, 1, 0, ...ZERO, 1, 0];
  const at = Buffer.from(bytes).indexOf(Uint8Array.from(written));
  const section = new ByteWriter().u8(ELEMENTS).sized(Uint8Array.of(1, ...segment));
  return Buffer.concat([bytes.subarray(0, at), section.bytes(), bytes.subarray(at + written.length)]);
}

const imports = { host: { one: () => 1 } };

function resultsOf(run: (at: number) => unknown): unknown[] {
  return Array.from({ length: TABLE_SIZE }, (_, at) => run(at));
}

describe("runtime: element segments", () => {
  for (const [encoding, { bytes: segment, active }] of Object.entries(encodings)) {
    it(`of kind ${encoding}, hold the functions that they held`, () => {
      const bytes = moduleWith(segment, active ? [] : INIT);
      const { run } = meteredBytes(bytes, imports);
      const results = resultsOf((at) => run("run", [at], PLENTY).result);
      expect(results).to.deep.equal([undefined, 10, 11, undefined]);
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
      expect((exports.run as WasmFunction)(2)).to.equal(11);
    });
  }

  it("that only declare functions put none into the table", () => {
    for (const segment of [
      [3, 0, 2, 1, 2],
      [7, 0x70, ...references],
    ]) {
      const { run } = meteredBytes(moduleWith(segment, []), imports);
      expect(resultsOf((at) => run("run", [at], PLENTY).trapped)).to.deep.equal([true, true, true, true]);
    }
  });

  it("may hold functions of the host's, which are called through it metered", () => {
    const { run } = meteredBytes(moduleWith([0, ...ZERO, 1, 0], []), imports);
    const { result, left } = run("run", [0], PLENTY);
    expect(result).to.equal(1);
    expect(left < PLENTY).to.equal(true);
  });

  it("hold together no more than a table may", async () => {
    const module = new ModuleBuilder();
    const at = module.addFunction({ params: [], results: [] }, [], new Uint8Array());
    const half = Array.from({ length: limits.segmentElements / 2 }, () => at);
    module.addPassiveElements(half);
    module.addPassiveElements(half);
    const options = { maximumPages: TEST_PAGES };
    expect(WebAssembly.validate(instrument(module.bytes(), options).bytes)).to.equal(true);
    module.addPassiveElements([at]);
    const { figures } = await failure("ALT_GUEST_MODULE_OVER_LIMIT", () =>
      instrument(module.bytes(), options),
    );
    expect(figures).to.deep.include({ construct: "elements in segments", count: limits.tableElements + 1 });
  });

  it("of a second table are refused with it, at its offset", async () => {
    const module = new ModuleBuilder();
    module.addTable(1);
    module.addTable(2);
    const bytes = module.bytes();
    const options = { maximumPages: TEST_PAGES };
    const { figures } = await failure("ALT_RUNTIME_UNSUPPORTED_OPCODE", () => instrument(bytes, options));
    expect(bytes.subarray(Number(figures.offset), Number(figures.offset) + 3)).to.deep.equal(
      Uint8Array.of(0x70, 0, 2),
    );
  });
});
