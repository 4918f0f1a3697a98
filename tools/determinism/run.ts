// Runs generated programs under the meter on several hosts, and compares outcome, result, fuel and memory of each run.
//
//   npm run determinism [-- --programs 1000] [--first 1] [--json]
//
// Exits with 1 if a run differs. `--first` is the first program's seed.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { compare, compareWithOracle, type HostReport } from "./comparison.ts";
import { bundleObserver, observeInProcess, otherNode } from "./hosts.ts";
import type { Range } from "./observation.ts";
import { observeInThread } from "./observe.ts";

const { values } = parseArgs({
  options: {
    programs: { type: "string", default: "1000" },
    first: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const hosts = await compareHosts({ first: Number(values.first), programs: Number(values.programs) });
console.log(values.json ? JSON.stringify({ hosts }) : asTable(hosts));
if (hosts.some(({ differences }) => differences.length > 0)) process.exitCode = 1;

async function compareHosts(range: Range): Promise<HostReport[]> {
  const [reference, second] = await Promise.all([observeInThread(range), observeInThread(range)]);
  const reports = [
    compareWithOracle(reference),
    compare("a second thread at the same time", reference, second),
  ];
  const folder = mkdtempSync(join(tmpdir(), "determinism-"));
  try {
    for (const { host, command } of processes(await bundleObserver(folder))) {
      reports.push(compare(host, reference, await observeInProcess(command, range)));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return reports;
}

function processes(observer: string): { host: string; command: string[] }[] {
  const tiers = ["--liftoff-only", "--no-liftoff"];
  const other = otherNode();
  if (!other) console.error("Left out: another Node version, as none is on the path");
  return [
    ...tiers.map((flag) => ({ host: flag, command: [process.execPath, flag, observer] })),
    ...(other ? [{ host: `Node ${other.version}`, command: [other.node, observer] }] : []),
  ];
}

function asTable(reports: readonly HostReport[]): string {
  const table = new Table({ head: ["compared with", "runs", "differ"], style: { head: [], border: [] } });
  table.push(...reports.map(({ host, runs, differences }) => [host, runs, differences.length]));
  const shown = reports.flatMap(({ host, differences }) =>
    differences.slice(0, 5).map(({ seed, wanted, got }) => `${host}, seed ${seed}: ${wanted} became ${got}`),
  );
  return [table.toString(), ...shown].join("\n");
}
