// Runs WebAssembly's official test suite over modules that the rewriter has made.
//
//   npm run conformance -- <folder of .wast files> [--json]
//
// Exits with 1 if an assertion fails.

import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { STACK_MB } from "../../runtime/workers/stack.ts";
import { commandLine } from "../command-line.ts";
import { ConversionFailure, type ConvertedScript, convert, requireConverter } from "./convert.ts";
import { asTable, makeReport } from "./report.ts";
import type { Verdict } from "./verdict.ts";

const INTERRUPTED = 130;

const USAGE = "Usage: npm run conformance -- <folder of .wast files> [--json]";
const { values, positionals } = commandLine(USAGE, {
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});

try {
  await main();
} catch (error) {
  if (!(error instanceof ConversionFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const [suite] = positionals;
  if (suite === undefined) throw new ConversionFailure(USAGE);
  requireConverter();
  const report = makeReport(await runSuite(scriptsIn(suite)));
  console.log(values.json ? JSON.stringify(report) : asTable(report));
  if (report.failed > 0) process.exitCode = 1;
}

function scriptsIn(suite: string): string[] {
  if (!statSync(suite, { throwIfNoEntry: false })?.isDirectory())
    throw new ConversionFailure(`${suite} is no folder: give a copy of github.com/WebAssembly/testsuite`);
  const names = readdirSync(suite).filter((name) => name.endsWith(".wast"));
  if (names.length === 0) throw new ConversionFailure(`${suite} holds no .wast files`);
  return names.sort().map((name) => join(suite, name));
}

function runSuite(sources: readonly string[]): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  // However it ends, Ctrl-C included.
  process.once("exit", () => rmSync(folder, { recursive: true }));
  process.once("SIGINT", () => process.exit(INTERRUPTED));
  return judged(sources.map((source) => convert(source, folder)));
}

function judged(scripts: readonly ConvertedScript[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./suite-thread.ts", import.meta.url), {
      workerData: scripts,
      resourceLimits: { stackSizeMb: STACK_MB },
      execArgv: [],
    });
    thread.on("message", (verdict: Verdict) => verdicts.push(verdict));
    thread.on("error", reject);
    thread.on("exit", () => resolve(verdicts));
  });
}
