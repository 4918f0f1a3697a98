// A process that breaks the contracts as it is told, and runs the tests against each fault: those in the files of its
// command line, or all.
//
// solc takes five times as long to optimise as to compile, so each fault is first built without the optimiser. Tests
// that fail on the unbroken contracts built like that, those of gas, are run on optimised code if no other test kills.

import hre from "hardhat";
import { type Code, type Selection, TestHost } from "./host.ts";
import { broken, type Mutant } from "./mutants.ts";
import { CompileError, Compiler, type ContractName } from "./solidity.ts";
import { ROOT, readSubject, testFiles } from "./subject.ts";
import type { Fate, Question, Soundness } from "./verdict.ts";

/** Some of solc's steps are on even without its optimiser. */
const NO_STEP = {
  peephole: false,
  inliner: false,
  jumpdestRemover: false,
  orderLiterals: false,
  deduplicate: false,
  cse: false,
  constantOptimizer: false,
  yul: false,
};

const settings = hre.config.solidity.profiles.default?.compilers[0]?.settings ?? {};
const quick = new Compiler(ROOT, { ...settings, optimizer: { enabled: false, details: NO_STEP } });
const optimising = new Compiler(ROOT, settings);

const { sources, contracts, dependents } = readSubject();
const unbroken = { quick: quick.build(sources, contracts), optimised: optimising.build(sources, contracts) };
const host = await TestHost.load(testFiles(process.argv.slice(2)));
const needOptimised = new Set(await host.failures(unbroken.quick));

// Promises of a test that was given up are nobody's concern.
process.on("unhandledRejection", () => undefined);
process.once("disconnect", () => process.exit());
process.on("message", (question: Question | "check") => void answer(question).then(say));
// What is wrong with the tests that need optimised code is to be known before the first mutant, not after the last.
say(await check({ only: needOptimised }));

function say(answer: Fate | Soundness): void {
  process.send?.(answer);
}

async function answer(question: Question | "check"): Promise<Fate | Soundness> {
  return question === "check" ? check() : judge(question);
}

async function check(selection: Selection = {}): Promise<Soundness> {
  return { failed: (await host.firstFailure(unbroken.optimised, selection)) ?? null };
}

async function judge({ mutant, first }: Question): Promise<Fate> {
  const code = compile(quick, mutant);
  if (code === undefined) return { fate: "invalid" };
  const selection = { first, without: needOptimised };
  const by = await host.firstFailure(new Map([...unbroken.quick, ...code]), selection);
  return by === undefined ? judgeOptimised(mutant) : { fate: "killed", by };
}

async function judgeOptimised(mutant: Mutant): Promise<Fate> {
  const code = compile(optimising, mutant);
  if (code === undefined) return { fate: "invalid" };
  if ([...code].every(([name, { creation }]) => creation === unbroken.optimised.get(name)?.creation))
    return { fate: "equal" };
  const by = await host.firstFailure(new Map([...unbroken.optimised, ...code]), { only: needOptimised });
  return by === undefined ? { fate: "survived" } : { fate: "killed", by };
}

/** @returns undefined where the mutant does not compile. */
function compile(compiler: Compiler, { file, change }: Mutant): Code | undefined {
  const names: ContractName[] = dependents(file).filter((name) => host.used.has(name));
  try {
    const text = broken(sources.get(file) ?? "", change);
    return compiler.build(new Map([...sources, [file, text]]), names);
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}
