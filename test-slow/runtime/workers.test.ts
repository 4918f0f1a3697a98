import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../../runtime/limits.ts";
import type { Call } from "../../runtime/types.ts";
import { prepare, type WasmProgram } from "../../runtime/wasm/prepare.ts";
import { encodeCall } from "../../runtime/workers/call-record.ts";
import { WorkerPool } from "../../runtime/workers/pool.ts";
import { failure } from "../../test/runtime/helpers/errors.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { guest, host, i32 } from "../../test/runtime/helpers/guest.ts";

const CALL: Call = { calldata: "0x", context: sampleContext, fuelLimit: 10_000n, maxResultBytes: 64 };

/** Gives its calldata back; a byte `ff` in front makes it loop without end. */
const echo = guest({
  call: [
    ...[...i32(0), ...i32(0), ...host.calldata_size, ...host.calldata_copy],
    ...[...i32(0), 0x2d, 0, 0, ...i32(0xff), 0x46, 0x04, 0x40, 0x03, 0x40, 0x0c, 0, 0x0b, 0x0b],
    ...[...i32(0), ...host.calldata_size, ...host.set_result],
  ],
});

const number = (value: number) => `0x${value.toString(16).padStart(8, "0")}`;

describe("runtime: batches of calls", () => {
  let program: WasmProgram;
  const pools: WorkerPool[] = [];
  const pool = (workers: number, killAfterMs = 60_000) => {
    pools.push(new WorkerPool({ workers, killAfterMs }));
    return pools.at(-1) as WorkerPool;
  };
  const run = (on: WorkerPool, call: Partial<Call>, functionId = 0, of = program) =>
    on.runCall(functionId, of, encodeCall(functionId, { ...CALL, ...call }));

  before(() => {
    const prepared = prepare(echo);
    if (prepared.kind === "ready") program = prepared.program;
  });
  afterEach(() => Promise.all(pools.splice(0).map((one) => one.close())));

  it("give every call its own answer, over one thread or two, whatever its size", async () => {
    for (const workers of [1, 2]) {
      const shared = pool(workers);
      const inputs = Array.from({ length: 3000 }, (_, index) => number(index) + "11".repeat(index % 60));
      const answers = await Promise.all(inputs.map((calldata) => run(shared, { calldata })));
      expect(answers.map(({ result }) => result)).to.deep.equal(inputs);
    }
  });

  it("may mix functions, more than a thread keeps", async () => {
    const shared = pool(1);
    const inputs = Array.from({ length: 200 }, (_, index) => index);
    const answers = await Promise.all(
      inputs.map((index) => run(shared, { calldata: number(index) }, index % 80)),
    );
    expect(answers.map(({ result }) => result)).to.deep.equal(inputs.map(number));
  });

  it("and jobs that ended in time are answered, however late this process looks", async () => {
    const impatient = pool(1, 200);
    await impatient.runJob("prepare", { bytes: echo });
    const ask = [
      () => impatient.runJob("prepare", { bytes: echo }),
      () => run(impatient, { calldata: "0x01" }),
    ];
    for (const each of ask) {
      // Timers come next then, and messages after them.
      await setImmediate();
      const answer = each();
      // It is on its way to the thread.
      await Promise.resolve();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      await answer;
    }
  });

  it("lose the call that is stuck, and no other", async () => {
    const impatient = pool(1, 400);
    const endless = { calldata: "0xff", fuelLimit: limits.callFuel };
    const calls = [{ calldata: "0x01" }, endless, { calldata: "0x02" }, { calldata: "0x03" }];
    const running = calls.map((call) => run(impatient, call));
    const ended = await Promise.allSettled(running);
    expect(ended.map(({ status }) => status)).to.deep.equal([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    await failure("ALT_RUNTIME_HOST_FAULT", () => running[1]);
  });

  it("are not killed for taking long together", async () => {
    const impatient = pool(1, 400);
    const long = { calldata: "0xff", fuelLimit: 100_000_000n };
    const ended = await Promise.all(Array.from({ length: 12 }, () => run(impatient, long)));
    for (const { outcome } of ended) expect(outcome).to.equal(Outcome.OutOfFuel);
  });

  it("forgive a function that no thread can start only once, and the others always", async () => {
    const shared = pool(1);
    // It was never rewritten: it has no meter.
    const broken = { ...program, module: new WebAssembly.Module(echo) };
    const calls = [0, 1, 0, 1, 0].map((functionId, index) =>
      run(shared, { calldata: number(index) }, functionId, functionId === 0 ? program : broken),
    );
    const ended = await Promise.allSettled(calls);
    const statuses = ["fulfilled", "rejected", "fulfilled", "rejected", "fulfilled"];
    expect(ended.map(({ status }) => status)).to.deep.equal(statuses);
  });

  it("hold only calls that a chain would have let through", async () => {
    const invalid: Partial<Call>[] = [
      { calldata: "0x1" },
      { calldata: "0xzz" },
      { calldata: "1234" },
      { calldata: `0x${"00".repeat(limits.calldataBytes + 1)}` },
      { fuelLimit: -1n },
      { fuelLimit: limits.callFuel + 1n },
      { maxResultBytes: 0.5 },
      { context: { ...sampleContext, commitment: "0x12" } },
      { context: { ...sampleContext, account: `0x${"1".repeat(39)}g` } },
      { context: { ...sampleContext, functionId: 2n ** 256n } },
      { context: { ...sampleContext, version: 2 ** 32 } },
      { context: { ...sampleContext, timestamp: 2n ** 64n } },
      { context: { ...sampleContext, blockNumber: -1n } },
    ];
    for (const call of invalid)
      await failure("ALT_RUNTIME_CALL_INVALID", () => encodeCall(0, { ...CALL, ...call }));
  });
});
