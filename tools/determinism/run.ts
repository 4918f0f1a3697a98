// Runs every benchmark, every sample and generated programs on several hosts, and compares outcome, result, fuel, logs
// and memory of each run.
//
//   npm run determinism [-- --programs 1000] [--first 1] [--json] [--without-other-node]
//
// Exits with 1 if a run differs. `--first` is the first generated program's seed. Without a second version of Node on
// the path, npm fetches one.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine } from "../command-line.ts";
import { makeCases } from "./cases.ts";
import { compareHosts } from "./compare-hosts.ts";
import { bundleObserver } from "./hosts.ts";
import { OneNodeOnly, otherNode } from "./other-node.ts";
import { asTable } from "./report.ts";

const INTERRUPTED = 130;

const USAGE = "Usage: npm run determinism [-- --programs 1000] [--first 1] [--json] [--without-other-node]";
const { values } = commandLine(USAGE, {
  options: {
    programs: { type: "string", default: "1000" },
    first: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
    "without-other-node": { type: "boolean", default: false },
  },
});

const range = { first: wholeNumber("first"), programs: wholeNumber("programs") };

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort());
const folder = mkdtempSync(join(tmpdir(), "determinism-"));
try {
  await main();
} catch (error) {
  if (interruption.signal.aborted) process.exitCode = INTERRUPTED;
  else if (error instanceof OneNodeOnly) {
    console.error(error.message);
    process.exitCode = 1;
  } else throw error;
} finally {
  rmSync(folder, { recursive: true });
}

async function main(): Promise<void> {
  const other = values["without-other-node"] ? undefined : await otherNode();
  const cases = join(folder, "cases.json");
  console.error("Compiling the benchmarks and samples");
  const file = await makeCases(range);
  writeFileSync(cases, JSON.stringify(file));
  const observer = await bundleObserver(folder);
  const report = await compareHosts(other, file.cases.length, {
    observer,
    cases,
    signal: interruption.signal,
  });
  console.log(values.json ? JSON.stringify(report) : asTable(report));
  if (report.hosts.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
}

function wholeNumber(option: "first" | "programs"): number {
  const number = Number(values[option]);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`--${option} takes a whole number\n${USAGE}`);
  process.exit(1);
}
