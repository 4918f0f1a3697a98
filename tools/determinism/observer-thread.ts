import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { Case, CaseFile, Expected, Mode } from "./case.ts";
import { type Observed, observeCase, wholeCall } from "./observation.ts";
import { runUnmetered } from "./oracle.ts";
import { Subjects } from "./subject.ts";

/** Outcomes that a module without a meter may have, too: what only a meter ends would go on for ever. */
const comparable = new Set(["Success", "Revert", "Trap"]);

/** Observes all cases in a thread whose stack is as large as a worker's of the runtime. */
const { path, mode } = workerData as { readonly path: string; readonly mode: Mode };
const file = JSON.parse(readFileSync(path, "utf8")) as CaseFile;
const subjects = new Subjects(file);
for (const one of file.cases) {
  const observed = observeCase(subjects.get(one.artefact), one, mode.pooled);
  const expected = mode.oracle ? expectationOf(one, observed) : undefined;
  parentPort?.postMessage({ ...observed, ...(expected && { expected }) } satisfies Observed);
}

function expectationOf(one: Case, { observations: [whole] }: Observed): Expected | undefined {
  if (one.expected !== "unmetered") return one.expected;
  if (!whole || !comparable.has(whole.outcome)) return undefined;
  const bytes = Buffer.from(file.artefacts[one.artefact]?.bytes ?? "", "base64");
  return runUnmetered(bytes, wholeCall(one));
}
