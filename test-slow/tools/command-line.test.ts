import { spawnSync } from "node:child_process";
import { expect } from "chai";

/** The commands behind `npm run …`: what they say to a command line that is wrong. */

const COMMANDS = [
  "bench/run.ts",
  "tools/bindings.ts",
  "tools/conformance/run.ts",
  "tools/determinism/run.ts",
  "tools/error-docs.ts",
  "tools/lockfile.ts",
  "tools/mocks/run.ts",
  "tools/mutation/run.ts",
  "tools/openzeppelin-errors.ts",
  "tools/prelude.ts",
  "tools/rust.ts",
];

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync("node_modules/.bin/tsx", args, { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("commands of tools and benchmarks", () => {
  for (const command of COMMANDS) {
    it(`${command} says how it is used`, () => {
      const { status, stdout } = run(command, "--help");
      expect(status).to.equal(0);
      expect(stdout).to.match(/^Usage: npm run /);
    });

    it(`${command} refuses an option that it does not have, without a stack trace`, () => {
      const { status, stdout, stderr } = run(command, "--none");
      expect(status).to.equal(1);
      expect(stdout).to.equal("");
      expect(stderr).to.match(/^.*--none.*\nUsage: /);
      expect(stderr).not.to.match(/^\s+at /m);
    });
  }

  const mistakes = {
    "a benchmark that there is not": ["bench/run.ts", "none"],
    "a folder that is not there": ["tools/conformance/run.ts", "none"],
    "a folder without an ABI": ["tools/bindings.ts", "none"],
    "a number that is none": ["tools/determinism/run.ts", "--programs", "many"],
    "a contract that there is not": ["tools/mutation/run.ts", "--only", "None.sol"],
    "a count that is none": ["tools/mutation/run.ts", "--sample", "0"],
    "a source that is not there": ["tools/rust.ts", "none.rs"],
  };
  for (const [name, args] of Object.entries(mistakes)) {
    it(`refuse ${name}, without a stack trace`, () => {
      const { status, stderr } = run(...args);
      expect(status).to.equal(1);
      expect(stderr).not.to.equal("");
      expect(stderr).not.to.match(/^\s+at /m);
    });
  }
});
