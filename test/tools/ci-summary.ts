import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const SUMMARY = fileURLToPath(new URL("../../tools/ci/summary.cjs", import.meta.url));

interface Counts {
  passed: number;
  failed: number;
}

describe("CI summary", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "althing-summary-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function report(name: string, counts: Counts): void {
    writeFileSync(
      join(folder, `${name}.json`),
      JSON.stringify({ name, skipped: 0, failures: [], ...counts }),
    );
  }

  /** Each step is name, exit code, seconds, and the reports it must have written. */
  function summarise(...steps: (string | number)[][]): { code: number | null; last: string | undefined } {
    writeFileSync(join(folder, "steps.tsv"), steps.map((step) => `${step.join("\t")}\n`).join(""));
    const { status, stdout } = spawnSync(process.execPath, [SUMMARY, folder], { encoding: "utf8" });
    return { code: status, last: stdout.trimEnd().split("\n").at(-1) };
  }

  it("adds tests and checks up", () => {
    report("solidity", { passed: 3, failed: 0 });
    report("mocha", { passed: 40, failed: 0 });
    const summary = summarise(["tests", 0, 9, "solidity", "mocha"], ["lint", 0, 1]);
    expect(summary).to.deep.equal({ code: 0, last: "44 passed, 0 failed" });
  });

  it("counts each failed test, and fails", () => {
    report("mocha", { passed: 40, failed: 2 });
    expect(summarise(["tests", 1, 9, "mocha"], ["lint", 0, 1])).to.deep.equal({
      code: 1,
      last: "41 passed, 2 failed",
    });
  });

  it("counts a failed check", () => {
    expect(summarise(["lint", 2, 1], ["types", 0, 1])).to.deep.equal({ code: 1, last: "1 passed, 1 failed" });
  });

  it("counts a run that crashed although no test of it failed", () => {
    report("mocha", { passed: 40, failed: 0 });
    expect(summarise(["tests", 1, 9, "mocha"])).to.deep.equal({ code: 1, last: "40 passed, 1 failed" });
  });

  it("counts a report that a full disk left empty, and the others", () => {
    report("mocha", { passed: 40, failed: 0 });
    writeFileSync(join(folder, "slow.json"), "");
    const summary = summarise(["tests", 0, 9, "mocha"], ["slow", 1, 9, "slow"]);
    expect(summary).to.deep.equal({ code: 1, last: "40 passed, 1 failed" });
  });

  it("counts a report that is missing", () => {
    expect(summarise(["tests", 0, 9, "mocha"])).to.deep.equal({ code: 1, last: "0 passed, 1 failed" });
  });

  it("counts a report without a single test", () => {
    report("mocha", { passed: 0, failed: 0 });
    expect(summarise(["tests", 0, 9, "mocha"])).to.deep.equal({ code: 1, last: "0 passed, 1 failed" });
  });
});
