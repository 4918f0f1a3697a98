// npm run bench -- runtime: native JavaScript, WebAssembly and QuickJS, metered and not, on the same work.

import { createRequire } from "node:module";
import type { Measurement } from "../report.ts";
import { type CaseResult, labelOf, measureCase, prepare, startEngines } from "./case.ts";
import { fuelRows } from "./fuel.ts";
import { overviews } from "./overview.ts";
import { caseRows } from "./rows.ts";
import { workloads } from "./workloads.ts";

const { version: assemblyscript } = createRequire(import.meta.url)("assemblyscript/package.json") as {
  version: string;
};

export async function measure(progress: (text: string) => void): Promise<Measurement> {
  const results = await measureAll(progress);
  return {
    overviews: overviews(results),
    rows: [...results.flatMap(caseRows), ...fuelRows(results)],
    versions: { v8: process.versions.v8, assemblyscript },
  };
}

async function measureAll(progress: (text: string) => void): Promise<CaseResult[]> {
  const engines = await startEngines();
  const total = workloads.reduce((sum, { sizes }) => sum + sizes.length, 0);
  const results: CaseResult[] = [];
  for (const workload of workloads) {
    const subject = await prepare(workload);
    for (const size of workload.sizes) {
      progress(`${results.length + 1} of ${total}: ${labelOf(workload, size)}`);
      results.push(measureCase(subject, size, engines));
    }
  }
  return results;
}
