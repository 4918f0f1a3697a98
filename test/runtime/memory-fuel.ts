import { expect } from "chai";
import { Outcome } from "../../protocol/outcome.ts";
import { charges } from "../../runtime/rewriter/cost-table.ts";
import { WasmInstance } from "../../runtime/wasm/instance.ts";
import { prepare } from "../../runtime/wasm/prepare.ts";
import { CallReader, encodeCall } from "../../runtime/workers/call-record.ts";
import { sampleContext } from "./helpers/gauntlet.ts";
import { type GuestSource, guest, i32 } from "./helpers/guest.ts";

function execute(source: GuestSource, fuelLimit = 100_000_000n) {
  const prepared = prepare(guest(source));
  if (prepared.kind !== "ready") return expect.fail(prepared.kind);
  const call = { calldata: "0x", context: sampleContext, fuelLimit, maxResultBytes: 0 };
  const instance = new WasmInstance(prepared.program, prepared.program.snapshot);
  return instance.run(new CallReader(encodeCall(0, call)).next());
}

describe("runtime: memory that a call begins with", () => {
  const { freePages, grownPage } = charges;
  const least = execute({ call: [] }).fuelUsed;

  it("is free as long as an instance of that size is used again", () => {
    expect(execute({ call: [], memory: freePages }).fuelUsed).to.equal(least);
  });

  it("costs by the page past that, as growth does", () => {
    const pages = 30;
    const expected = least + BigInt((pages - freePages) * grownPage);
    expect(execute({ call: [], memory: pages })).to.deep.include({
      outcome: Outcome.Success,
      fuelUsed: expected,
    });
    expect(execute({ call: [], memory: pages }, expected).outcome).to.equal(Outcome.Success);
    for (const fuelLimit of [expected - 1n, 1n, 0n]) {
      const ended = execute({ call: [], memory: pages }, fuelLimit);
      expect(ended).to.deep.include({ outcome: Outcome.OutOfFuel, fuelUsed: fuelLimit });
    }
  });

  it("costs the same if a start function grew it", () => {
    const start = [...i32(29), 0x40, 0, 0x1a];
    expect(execute({ call: [], start }).fuelUsed).to.equal(execute({ call: [], memory: 30 }).fuelUsed);
  });
});
