// npm run bench -- runtime: native JavaScript, WebAssembly and QuickJS, metered and not, on the same work.

import { createRequire } from "node:module";
import type { Measurement } from "../report.ts";
import { type CaseResult, firstCallsOf, type OpenCase, openCase, prepare, startEngines } from "./case.ts";
import { fuelRows } from "./fuel.ts";
import { overviews } from "./overview.ts";
import { caseRows } from "./rows.ts";
import { leastOf, type Timing, timeInTurn } from "./sampling.ts";
import { workloads } from "./workloads.ts";

const { version: assemblyscript } = createRequire(import.meta.url)("assemblyscript/package.json") as {
  version: string;
};

/** Minutes in which a shared machine is slow must not fall on some cases alone. */
const PASSES = 3;

export async function measure(progress: (text: string) => void): Promise<Measurement> {
  const results = await measureAll(progress);
  return {
    overviews: overviews(results),
    rows: [...results.flatMap(caseRows), ...fuelRows(results)],
    versions: { v8: process.versions.v8, assemblyscript },
  };
}

async function measureAll(progress: (text: string) => void): Promise<CaseResult[]> {
  const cases = await openAll();
  const timings = cases.map((): Record<string, Timing> => ({}));
  for (let pass = 1; pass <= PASSES; pass++) {
    for (const [index, { label, runs }] of cases.entries()) {
      progress(`warm, pass ${pass} of ${PASSES}, ${index + 1} of ${cases.length}: ${label}`);
      timings[index] = leastOf(timings[index] ?? {}, timeInTurn(runs));
    }
  }
  return cases.map((one, index) => {
    progress(`first calls, ${index + 1} of ${cases.length}: ${one.label}`);
    return { ...one, warm: timings[index] ?? {}, first: firstCallsOf(one) };
  });
}

async function openAll(): Promise<OpenCase[]> {
  const engines = await startEngines();
  const cases: OpenCase[] = [];
  for (const workload of workloads) {
    const subject = await prepare(workload);
    cases.push(...workload.sizes.map((size) => openCase(subject, size, engines)));
  }
  return cases;
}
