import { expect } from "chai";
import { keccak256 } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { ValueType } from "../../runtime/rewriter/emit.ts";
import { createRuntime } from "../../runtime/runtime.ts";
import type { Call, Execution } from "../../runtime/types.ts";
import { WasmInstance } from "../../runtime/wasm/instance.ts";
import { prepare, type WasmProgram } from "../../runtime/wasm/prepare.ts";
import { CallReader, encodeCall } from "../../runtime/workers/call-record.ts";
import { sampleContext } from "./helpers/gauntlet.ts";
import { guest, host, i32, i64, store } from "./helpers/guest.ts";

const PAGE = 65_536;
const OBSERVE: Call = { calldata: "0x", context: sampleContext, fuelLimit: 100_000n, maxResultBytes: PAGE };
const DAMAGE: Call = { ...OBSERVE, calldata: "0x01" };

const f64 = (value: number) => [0x44, ...new Uint8Array(new Float64Array([value]).buffer)];
const f32 = (value: number) => [0x43, ...new Uint8Array(new Float32Array([value]).buffer)];

/** Every byte of the memory, and every global. */
const poison = [
  ...[...i32(0), ...i32(0xff), ...i32(PAGE), 0xfc, 11, 0],
  ...[...i32(1), 0x24, 0, ...i64(1), 0x24, 1, ...f32(1), 0x24, 2, ...f64(1), 0x24, 3],
];

/** Ways to leave an instance other than it was, and whether a reset can mend it. */
const damages = {
  "poisons all and returns": { code: poison, outcome: Outcome.Success, mended: true },
  "poisons all and traps": { code: [...poison, 0x00], outcome: Outcome.Trap, mended: true },
  "poisons all and runs out of fuel": {
    code: [...poison, 0x03, 0x40, 0x0c, 0, 0x0b],
    outcome: Outcome.OutOfFuel,
    mended: true,
  },
  "poisons all and reverts": {
    code: [...poison, ...i32(0), ...i32(64), ...host.revert],
    outcome: Outcome.Revert,
    mended: true,
  },
  "logs, sets a result and draws random numbers": {
    code: [...i32(0), ...i32(9), ...host.log, ...i32(0), ...i32(9), ...host.set_result, ...host.random, 0x1a],
    outcome: Outcome.Success,
    mended: true,
  },
  "grows its memory": { code: [...i32(1), 0x40, 0, 0x1a], outcome: Outcome.Success, mended: false },
  "drops a data segment": { code: [0xfc, 9, 0], outcome: Outcome.Success, mended: false },
  "drops an element segment": { code: [0xfc, 13, 0], outcome: Outcome.Success, mended: false },
  "fills its table from a segment": {
    code: [...i32(1), ...i32(0), ...i32(0), 0xfc, 12, 0, 0],
    outcome: Outcome.Success,
    mended: false,
  },
  "does all of it": {
    code: [
      ...[...poison, ...i32(1), 0x40, 0, 0x1a, 0xfc, 9, 0, 0xfc, 13, 0],
      ...[...i32(1), ...i32(0), ...i32(1), 0xfc, 14, 0, 0],
    ],
    outcome: Outcome.Success,
    mended: false,
  },
  "copies within its table": {
    code: [...i32(1), ...i32(0), ...i32(1), 0xfc, 14, 0, 0],
    outcome: Outcome.Success,
    mended: false,
  },
} as const;

/** Damages its instance if it gets calldata; else its result is its first page, with globals and a segment's byte in it. */
function vandal(damage: readonly number[], start?: readonly number[]): Uint8Array {
  const report = [
    ...[...i32(0), 0x23, 0, ...store.i32, ...i32(8), 0x23, 1, ...store.i64],
    ...[...i32(16), 0x23, 2, 0x38, 2, 0, ...i32(24), 0x23, 3, ...store.f64],
    ...[...i32(32), 0x3f, 0, ...store.i32, ...i32(36), ...i32(0), ...i32(1), 0xfc, 8, 0, 0],
    ...[...i32(0), ...i32(PAGE), ...host.set_result],
  ];
  return guest({
    call: [...host.calldata_size, 0x04, 0x40, ...damage, 0x05, ...report, 0x0b],
    ...(start && { start }),
    globals: [
      { type: ValueType.i32, init: i32(-7) },
      { type: ValueType.i64, init: i64(-(2n ** 60n)) },
      { type: ValueType.f32, init: f32(0.1) },
      { type: ValueType.f64, init: f64(-0) },
    ],
    table: 2,
    data: [0x5a],
  });
}

function programOf(bytes: Uint8Array): WasmProgram {
  const prepared = prepare(bytes);
  return prepared.kind === "ready" ? prepared.program : expect.fail(`it ended as ${prepared.kind}`);
}

/** With the result's hash in its place, which is short enough to read where it differs. */
const digest = (execution: Execution) => ({ ...execution, result: keccak256(execution.result) });

const guestCall = (call: Call) => new CallReader(encodeCall(0, call)).next();

describe("runtime: calls of one function never see each other", () => {
  const starts = {
    "as it is": undefined,
    "with a start function": [...i32(100), ...i32(5), ...store.i32, ...f64(2.5), 0x24, 3],
  };
  for (const [how, start] of Object.entries(starts)) {
    for (const [what, { code, outcome, mended }] of Object.entries(damages)) {
      it(`an instance that ${what}, ${how}, is made the snapshot again or thrown away`, () => {
        const program = programOf(vandal(code, start));
        const instance = new WasmInstance(program, program.snapshot);
        const [bytes, globals] = [Buffer.from(instance.memory.buffer.slice(0)), instance.globalValues];
        const first = instance.run(guestCall(OBSERVE));
        expect(first.outcome).to.equal(Outcome.Success);
        expect(instance.reset()).to.equal(true);

        expect(instance.run(guestCall(DAMAGE)).outcome).to.equal(outcome);
        expect(instance.reset()).to.equal(mended);
        if (!mended) return;
        expect(Buffer.from(instance.memory.buffer).equals(bytes)).to.equal(true);
        expect(instance.globalValues).to.deep.equal(globals);
        const again = instance.run(guestCall(OBSERVE));
        expect(Buffer.from(again.result).equals(first.result)).to.equal(true);
        expect({ ...again, result: 0 }).to.deep.equal({ ...first, result: 0 });
      });
    }
  }

  it("whatever came before in the same thread: same result, same fuel, same memory", async () => {
    const runtime = createRuntime();
    try {
      for (const { code } of Object.values(damages)) {
        const fn = await runtime.load({ kind: "wasm", bytes: vandal(code) });
        const calls = [OBSERVE, DAMAGE, OBSERVE, DAMAGE, DAMAGE, OBSERVE].map((call) =>
          runtime.call(fn, call),
        );
        const [first, damaged, second, , again, third] = (await Promise.all(calls)).map(digest);
        expect(first?.outcome).to.equal(Outcome.Success);
        expect([second, third]).to.deep.equal([first, first]);
        expect(again).to.deep.equal(damaged);
      }
    } finally {
      await runtime.close();
    }
  });

  it("also where a global's NaN has bits that JavaScript would not keep", () => {
    const bits = [0x44, 1, 0, 0, 0, 0, 0, 0xf4, 0x7f];
    const code = [
      ...i32(0),
      0x23,
      0,
      ...store.f64,
      ...f64(1),
      0x24,
      0,
      ...i32(0),
      ...i32(8),
      ...host.set_result,
    ];
    const program = programOf(guest({ call: code, globals: [{ type: ValueType.f64, init: bits }] }));
    const run = () => {
      const instance = new WasmInstance(program, program.snapshot);
      const { result } = instance.run(guestCall(OBSERVE));
      expect(instance.reset()).to.equal(false);
      return Buffer.from(result).toString("hex");
    };
    const kept = Buffer.from(bits.slice(1)).toString("hex");
    expect([run(), run()]).to.deep.equal([kept, kept]);
  });
});
