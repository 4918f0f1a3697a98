// npm run bench -- <name> [--json] [options of the benchmark]

import { existsSync, readdirSync } from "node:fs";
import type { ParseArgsConfig } from "node:util";
import { commandLine } from "../tools/command-line.ts";
import { installPeers } from "./install.ts";
import { asTable, type Measure, makeReport, type Options } from "./report.ts";

const entry = (name: string): URL => new URL(`${name}/index.ts`, import.meta.url);
const progress = (text: string): void => console.error(text);

function benchmarks(): string[] {
  const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory() && existsSync(entry(folder.name)))
    .map(({ name }) => name);
}

/** A benchmark's `index.ts`, with the options that it takes beside `--json`. */
interface Benchmark {
  readonly measure: Measure;
  readonly options?: ParseArgsConfig["options"];
  /** It compares with no peer: none has to be installed for it. */
  readonly isAlone?: boolean;
}

async function runBenchmark(name: string): Promise<void> {
  const { measure, options = {}, isAlone = false } = (await import(entry(name).href)) as Benchmark;
  const own = Object.keys(options).map((option) => ` [--${option} …]`);
  const { values } = commandLine(`Usage: npm run bench -- ${name} [--json]${own.join("")}`, {
    args: process.argv.slice(3),
    options: { json: { type: "boolean", default: false }, ...options },
  });
  if (!isAlone) await installPeers(progress);
  const report = makeReport(name, await measure(progress, values as Options));
  console.log(values.json === true ? JSON.stringify(report) : asTable(report));
}

const usage = `Usage: npm run bench -- <name> [--json]\nBenchmarks: ${benchmarks().join(", ")}`;
const [name = ""] = process.argv.slice(2);

if (benchmarks().includes(name)) await runBenchmark(name);
else {
  // Names an option that there is not, and answers --help.
  commandLine(usage, { allowPositionals: true, options: {} });
  console.error(usage);
  process.exitCode = 1;
}
