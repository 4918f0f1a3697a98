import { expect } from "chai";
import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../../runtime/limits.ts";
import { FAULT_EXPORT, METER_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { packMeter, unpackMeter } from "../../runtime/rewriter/meter-layout.ts";
import { HostFault } from "../../runtime/sandbox/faults.ts";
import { WasmInstance } from "../../runtime/wasm/instance.ts";
import { prepare } from "../../runtime/wasm/prepare.ts";
import { CallReader, encodeCall } from "../../runtime/workers/call-record.ts";
import { ModuleBuilder } from "../../tools/wasm/module-builder.ts";
import { sampleContext } from "./helpers/gauntlet.ts";
import { guest, host } from "./helpers/guest.ts";
import { i32 as I32, meteredBytes, TEST_SLOTS, type WasmFunction } from "./helpers/wasm.ts";

const PLENTY = 1_000_000n;
const ITSELF = [0x10, Object.keys(host).length];

const call = (fuelLimit: bigint) =>
  new CallReader(
    encodeCall(0, { calldata: "0x", context: sampleContext, fuelLimit, maxResultBytes: 64 }),
  ).next();

function instanceOf(code: readonly number[]): WasmInstance {
  const prepared = prepare(guest({ call: code }));
  return prepared.kind === "ready"
    ? new WasmInstance(prepared.program, prepared.program.snapshot)
    : expect.fail(prepared.kind);
}

describe("runtime: calls of the host's", () => {
  /** `run(n)` = host(n) + 1; `inner(n)` = n × 2; the host's function is exported too. */
  function reentrant(): Uint8Array {
    const module = new ModuleBuilder();
    const one = { params: [I32], results: [I32] };
    module.importFunction("host", "f", one);
    module.exportFunction("run", module.addFunction(one, [], Uint8Array.of(0x20, 0, 0x10, 0, 0x41, 1, 0x6a)));
    module.exportFunction("inner", module.addFunction(one, [], Uint8Array.of(0x20, 0, 0x41, 2, 0x6c)));
    module.exportFunction("again", 0);
    return module.bytes();
  }

  function metered(f: (value: number) => unknown) {
    return meteredBytes(reentrant(), { host: { f } });
  }

  it("may call the guest again, which goes on with the same meter", () => {
    const apart = metered((value) => value);
    const cost = (name: string) => PLENTY - apart.run(name, [5], PLENTY).left;
    const expected = cost("run") + cost("inner");
    const guest = metered((value) => (guest.exports.inner as WasmFunction)(value));
    expect(guest.run("run", [5], PLENTY)).to.deep.include({ result: 11, left: PLENTY - expected });
    expect(guest.run("run", [5], expected)).to.deep.include({
      result: 11,
      left: 0n,
      depth: BigInt(TEST_SLOTS),
    });
    expect(guest.run("run", [5], expected - 1n).left < 0n).to.equal(true);
  });

  it("see the fuel that is left, and what they take is gone", () => {
    let seen = 0n;
    const guest = metered((value) => {
      const meter = guest.exports[METER_EXPORT] as WebAssembly.Global;
      seen = unpackMeter(BigInt(meter.value)).fuel;
      meter.value = BigInt(meter.value) - packMeter(500n, 0n);
      return value;
    });
    const { left } = guest.run("run", [5], PLENTY);
    expect(seen < PLENTY).to.equal(true);
    expect(left <= seen - 500n).to.equal(true);
    expect(guest.run("run", [5], 100n).left < 0n).to.equal(true);
  });

  it("are exported as they are", () => {
    const guest = metered((value) => value * 100);
    expect(guest.run("again", [7], PLENTY)).to.deep.include({ result: 700, left: PLENTY });
  });
});

describe("runtime: a fault of the host's is never an outcome", () => {
  it("V8's own stack, which this thread has less of than the limit of slots allows", () => {
    expect(() => instanceOf(ITSELF).run(call(limits.callFuel))).to.throw(HostFault);
  });

  it("memory that the host had not, whatever the fuel", () => {
    const instance = instanceOf([0x00]);
    expect(instance.run(call(1000n)).outcome).to.equal(Outcome.Trap);
    (instance.exports[FAULT_EXPORT] as WebAssembly.Global).value = 1;
    for (const fuel of [1000n, 0n]) expect(() => instance.run(call(fuel))).to.throw(HostFault);
  });
});
