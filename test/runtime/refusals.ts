import { expect } from "chai";
import { instrument, METER_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { failure } from "./helpers/errors.ts";
import { assemble, f64, i32, TEST_PAGES } from "./helpers/wasm.ts";

const options = { maximumPages: TEST_PAGES };

/** Functions that V8 would take, and no guest may have, with the offset of the construct in the body. */
const refused = [
  { construct: "a tail call", function: { code: [0x12, 0] }, opcode: 0x12 },
  { construct: "SIMD", function: { code: [0x41, 0, 0xfd, 0x0f, 0x1a] }, opcode: 0xfd },
  { construct: "an atomic fence", function: { code: [0xfe, 0x03, 0x00] }, opcode: 0xfe },
  { construct: "an exception", function: { code: [0x06, 0x40, 0x0b] }, opcode: 0x06 },
];

describe("runtime: modules that are refused", () => {
  for (const { construct, function: source, opcode } of refused) {
    it(`${construct}, with its offset`, async () => {
      const bytes = assemble({ functions: [source] });
      expect(WebAssembly.validate(bytes)).to.equal(true);
      const error = await failure("ALT_RUNTIME_UNSUPPORTED_OPCODE", () => instrument(bytes, options));
      expect(bytes[Number(error.figures.offset)]).to.equal(opcode);
    });
  }

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
