import { createRequire } from "node:module";
import { expect } from "chai";

const { NEEDED_MB, remedyFor } = createRequire(import.meta.url)("../../setup/remedy.cjs") as {
  NEEDED_MB: number;
  remedyFor(output: string, freeMegabytes: number): string;
};

const SILENT = "npm error A complete log of this run can be found in: /root/.npm/_logs/debug-0.log";
const PARTIAL = "npm installed no @nomicfoundation/edr that runs on linux-x64.";

// npm's own words for a network that is down, and what it prints when the disk fills: next to nothing.
describe("Remedies of the set-up", () => {
  it("name the disk where npm does", () => {
    expect(remedyFor("npm error code ENOSPC", 40)).to.include("40 MB").and.to.include("disk");
  });

  for (const output of [SILENT, PARTIAL]) {
    it(`lay to little room what npm leaves unexplained: ${output.slice(0, 20)}…`, () => {
      expect(remedyFor(output, NEEDED_MB - 1)).to.include(`${NEEDED_MB - 1} MB`);
      expect(remedyFor(output, NEEDED_MB)).to.not.include("disk");
    });
  }

  it("keep to what npm does explain", () => {
    expect(remedyFor("npm error code ECONNREFUSED", 1)).to.include("registry cannot be reached");
  });
});
