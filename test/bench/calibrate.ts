import { expect } from "chai";
import { assembleCode } from "../../bench/calibrate/assembler.ts";
import { probes } from "../../bench/calibrate/probes.ts";

describe("calibration of the cost table", () => {
  it("assembles instructions from text", () => {
    expect(assembleCode(["i32.const -1", "i32.load 4", "memory.fill", "br_table 0 1 2"])).to.deep.equal([
      ...[0x41, 0x7f],
      ...[0x28, 0, 4],
      ...[0xfc, 11, 0],
      ...[0x0e, 2, 0, 1, 2],
    ]);
  });

  it("knows only what a guest may use", () => {
    expect(() => assembleCode(["i32.atomic.load"])).to.throw(TypeError);
  });

  it("compares everything with an addition", () => {
    expect(probes[0]).to.include({ title: "i32.add", weight: 1 });
    expect(new Set(probes.map(({ title }) => title)).size).to.equal(probes.length);
  });
});
