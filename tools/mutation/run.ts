// Breaks contracts/functions in one place at a time, and says which faults the tests of test/functions find.
//
//   npm run mutation [-- --only Pricing.sol --only RouterFees.sol:40 --sample 50 --tests test/functions/fees.ts --list --json]
//
// Exits with 1 where a mutant survives that tools/mutation/survivors.ts does not accept, or one that it accepts is
// killed. `--sample` takes so many, spread evenly; `--tests` runs these files alone; `--list` names the mutants and runs nothing.

import { availableParallelism } from "node:os";
import { commandLine } from "../command-line.ts";
import { Progress } from "../progress.ts";
import { choose, NoSuchMutants } from "./choice.ts";
import type { Mutant } from "./mutants.ts";
import { kinds } from "./mutators.ts";
import { judge, UnsoundTests } from "./pool.ts";
import { asText, isAsAccepted, makeReport } from "./report.ts";
import { readSubject } from "./subject.ts";
import { accepted } from "./survivors.ts";

const USAGE =
  "Usage: npm run mutation [-- --only <File.sol>[:<line>] … --kind <kind> … --sample <count>\n" +
  `  --tests <file> … --jobs <count> --list --json]\nKinds: ${kinds.join(", ")}`;

const { values } = commandLine(USAGE, {
  options: {
    only: { type: "string", multiple: true, default: [] },
    kind: { type: "string", multiple: true, default: [] },
    sample: { type: "string" },
    tests: { type: "string", multiple: true, default: [] },
    jobs: { type: "string", default: String(availableParallelism()) },
    list: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const sample = values.sample === undefined ? undefined : count("sample", values.sample);
const jobs = count("jobs", values.jobs);

try {
  await main();
} catch (error) {
  if (!(error instanceof UnsoundTests || error instanceof NoSuchMutants)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { mutants } = readSubject();
  const chosen = choose(mutants, { places: values.only, kinds: values.kind, sample });
  if (values.list) console.log(chosen.map(({ file, line, id }) => `${file}:${line} ${id}`).join("\n"));
  else await run(chosen, chosen.length === mutants.length);
}

async function run(mutants: readonly Mutant[], isAll: boolean): Promise<void> {
  const progress = new Progress(mutants.length);
  const verdicts = await judge(mutants, { jobs, tests: values.tests }, ({ mutant, fate }) => {
    if (fate === "survived") console.error(`Survived: ${mutant.file}:${mutant.line} ${mutant.id}`);
    progress.step(mutant.scope);
  }).finally(() => progress.stop());
  const report = makeReport(verdicts, accepted, isAll);
  console.log(values.json ? JSON.stringify(report) : asText(report));
  if (!isAsAccepted(report)) process.exitCode = 1;
}

function count(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${option} takes a whole number above zero\n${USAGE}`);
  process.exit(1);
}
