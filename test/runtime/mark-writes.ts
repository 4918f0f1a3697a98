import { expect } from "chai";
import { CARD_BYTES, CARD_OVERLAP, MARKS_EXPORT, markWrites } from "../../runtime/rewriter/mark-writes.ts";
import { assemble, f64, i32, i64, type WasmFunction } from "./helpers/wasm.ts";

const PAGE = 65_536;
const F32 = 0x7d;
/** Opcode, value type and bytes of every store. */
const stores = [
  [0x36, i32, 4],
  [0x37, i64, 8],
  [0x38, F32, 4],
  [0x39, f64, 8],
  [0x3a, i32, 1],
  [0x3b, i32, 2],
  [0x3c, i64, 1],
  [0x3d, i64, 2],
  [0x3e, i64, 4],
] as const;
const OFFSET = 16;
/** The last offset that the mark does not look at, and the first that it does. */
const offsets = [0, OFFSET, CARD_OVERLAP - 7, CARD_OVERLAP - 6];
const bulk = [0x20, 0, 0x20, 1, 0x20, 2];

function markedModule() {
  const bytes = assemble({
    memory: [1, 2],
    functions: [
      ...offsets.flatMap((offset) =>
        stores.map(([opcode, type]) => ({
          name: `store ${opcode} ${offset}`,
          params: [i32, type],
          code: [0x20, 0, 0x20, 1, opcode, 0, offset],
        })),
      ),
      { name: "fill", params: [i32, i32, i32], code: [...bulk, 0xfc, 11, 0] },
      { name: "copy", params: [i32, i32, i32], code: [...bulk, 0xfc, 10, 0, 0] },
      { name: "memory", code: [] },
    ],
  });
  const module = new WebAssembly.Module(markWrites(withMemoryExport(bytes), { maximumPages: 2 }));
  const { exports } = new WebAssembly.Instance(module);
  const memory = new Uint8Array((exports.memory as WebAssembly.Memory).buffer);
  const marks = new Uint8Array((exports[MARKS_EXPORT] as WebAssembly.Memory).buffer);
  const run = (name: string, ...values: (number | bigint)[]) => (exports[name] as WasmFunction)(...values);
  return { memory, marks, run };
}

/** Turns the export of the function "memory" into one of the memory. */
function withMemoryExport(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf("\u0006memory") + 7;
  const changed = bytes.slice();
  changed.set([2, 0], at);
  return changed;
}

/** The bytes that are not zero, and whether a reset of the marked cards would find each. */
function changes({ memory, marks }: { memory: Uint8Array; marks: Uint8Array }) {
  const covered = (at: number) =>
    marks[Math.floor(at / CARD_BYTES)] === 1 ||
    (at % CARD_BYTES < CARD_OVERLAP && marks[Math.floor(at / CARD_BYTES) - 1] === 1);
  const changed: number[] = [];
  for (let at = 0; at < memory.length; at++) if (memory[at] !== 0) changed.push(at);
  return { count: changed.length, missed: changed.filter((at) => !covered(at)) };
}

describe("runtime: marks of what was written", () => {
  for (const [opcode, type, size] of stores) {
    it(`cover store 0x${opcode.toString(16)} at every place around the border of two cards`, () => {
      const module = markedModule();
      const ones = type === i64 ? -1n : type === i32 ? -1 : Number.NaN;
      for (const offset of offsets) {
        // Where the bytes come over the border, and where the address itself does.
        for (const before of [...Array(size + 1).keys(), -offset, 1 - offset]) {
          module.run(`store ${opcode} ${offset}`, 3 * CARD_BYTES - before - offset, ones);
          const { count, missed } = changes({ ...module, memory: module.memory.subarray(0, 5 * CARD_BYTES) });
          expect(count > 0).to.equal(true);
          expect(missed).to.deep.equal([]);
          expect(module.marks.filter((mark) => mark === 1)).to.have.length(1);
          for (const bytes of [module.memory, module.marks]) bytes.fill(0, 0, 5 * CARD_BYTES);
        }
      }
    });
  }

  it("cover bulk writes, from their first byte to their last", () => {
    for (const length of [1, CARD_BYTES, CARD_BYTES + 1, 5 * CARD_BYTES + 3]) {
      for (const at of [CARD_BYTES, CARD_BYTES + 1, 2 * CARD_BYTES - 1]) {
        const module = markedModule();
        module.run("fill", at, 7, length);
        expect(changes(module)).to.deep.equal({ count: length, missed: [] });
        module.marks.fill(0);
        module.run("copy", 16 * CARD_BYTES + at, at, length);
        module.memory.fill(0, 0, 16 * CARD_BYTES);
        expect(changes(module)).to.deep.equal({ count: length, missed: [] });
      }
    }
  });

  it("reach the last byte of the memory", () => {
    const module = markedModule();
    module.run(`store 58 ${OFFSET}`, PAGE - 1 - OFFSET, 1);
    module.run("fill", PAGE, 1, 0);
    expect(changes(module)).to.deep.equal({ count: 1, missed: [] });
  });

  it("are not made by a write that traps", () => {
    const { marks, run } = markedModule();
    expect(() => run(`store 54 ${OFFSET}`, PAGE - OFFSET - 3, 1)).to.throw(WebAssembly.RuntimeError);
    expect(() => run(`store 54 ${OFFSET}`, -1, 1)).to.throw(WebAssembly.RuntimeError);
    expect(() => run("fill", PAGE - 3, 1, 4)).to.throw(WebAssembly.RuntimeError);
    expect(marks.includes(1)).to.equal(false);
  });
});
