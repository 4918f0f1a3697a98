// npm run bench -- <name> [--json]

import { existsSync, readdirSync } from "node:fs";
import { commandLine } from "../tools/command-line.ts";
import { installPeers } from "./install.ts";
import { asTable, type Measure, makeReport } from "./report.ts";

const entry = (name: string): URL => new URL(`${name}/index.ts`, import.meta.url);
const progress = (text: string): void => console.error(text);

function benchmarks(): string[] {
  const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory() && existsSync(entry(folder.name)))
    .map(({ name }) => name);
}

async function runBenchmark(name: string, json: boolean): Promise<void> {
  await installPeers(progress);
  const { measure } = (await import(entry(name).href)) as { measure: Measure };
  const report = makeReport(name, await measure(progress));
  console.log(json ? JSON.stringify(report) : asTable(report));
}

const usage = `Usage: npm run bench -- <name> [--json]\nBenchmarks: ${benchmarks().join(", ")}`;
const { values, positionals } = commandLine(usage, {
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const [name = "", ...others] = positionals;

if (others.length === 0 && benchmarks().includes(name)) await runBenchmark(name, values.json);
else {
  console.error(usage);
  process.exitCode = 1;
}
