// Breaks contracts/functions in one place at a time, and says which faults the tests of test/functions find.
//
//   npm run mutation [-- --all --only Pricing.sol --only RouterFees.sol:40 --sample 50 --json]
//
// By itself it breaks what a call has to pass: conditions, comparisons, modifiers. `--all` breaks everything else as well.
// `--sample` takes so many, spread evenly; `--tests` runs these files alone; `--list` names the mutants and runs nothing.
// Exits with 1 where a mutant survives that tools/mutation/survivors.ts does not accept, or one that it accepts is killed.

import { availableParallelism } from "node:os";
import { commandLine } from "../command-line.ts";
import { Progress } from "../progress.ts";
import { choose, NoSuchMutants } from "./choice.ts";
import type { Mutant } from "./mutants.ts";
import { GUARDS, KINDS } from "./mutators.ts";
import { judge, UnsoundTests } from "./pool.ts";
import { asText, isAsAccepted, makeReport } from "./report.ts";
import { readSubject } from "./subject.ts";
import { accepted } from "./survivors.ts";

const USAGE = `Usage: npm run mutation [-- --all --kind <kind> … --only <File.sol>[:<line>] … --sample <count>
                          --tests <file> … --jobs <count> --list --json]
Kinds: ${KINDS.join(", ")}; without --all or --kind ${GUARDS.join(", ")}`;

const { values } = commandLine(USAGE, {
  options: {
    only: { type: "string", multiple: true, default: [] },
    kind: { type: "string", multiple: true, default: [...GUARDS] },
    all: { type: "boolean", default: false },
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
  const kinds = values.all ? KINDS : values.kind;
  const chosen = choose(mutants, { places: values.only, kinds, sample });
  if (values.list) console.log(chosen.map(({ file, line, id }) => `${file}:${line} ${id}`).join("\n"));
  else await run(chosen, new Set(mutants.map(({ id }) => id)));
}

async function run(mutants: readonly Mutant[], known: ReadonlySet<string>): Promise<void> {
  const progress = new Progress(mutants.length);
  const verdicts = await judge(mutants, { jobs, tests: values.tests }, ({ mutant, fate }) => {
    if (fate === "survived") console.error(`Survived: ${mutant.file}:${mutant.line} ${mutant.id}`);
    progress.step(mutant.scope);
  }).finally(() => progress.stop());
  const report = makeReport(verdicts, accepted, known);
  console.log(values.json ? JSON.stringify(report) : asText(report));
  if (!isAsAccepted(report)) process.exitCode = 1;
}

function count(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${option} takes a whole number above zero\n${USAGE}`);
  process.exit(1);
}
