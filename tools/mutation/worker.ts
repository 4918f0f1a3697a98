// A process that breaks the contracts as it is told, and runs the tests against each fault: those in the files of its
// command line, or all.
//
// solc takes five times as long to optimise as to compile, so each fault is first built without the optimiser. Tests
// that fail on the unbroken contracts built like that, those of gas, are run on optimised code if no other test kills.

import hre from "hardhat";
import { type Code, TestHost } from "./host.ts";
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
const unbroken = quick.build(sources, contracts);
const host = await TestHost.load(testFiles(process.argv.slice(2)));
const needOptimised = new Set(await host.failures(unbroken));
/** Built when it is needed first. */
let optimised: Code | undefined;

// Promises of a test that was given up are nobody's concern.
process.on("unhandledRejection", () => undefined);
process.once("disconnect", () => process.exit());
process.on("message", (question: Question | "check") => void answer(question).then(say));
say(await checkOptimised());

function say(answer: Fate | Soundness): void {
  process.send?.(answer);
}

async function answer(question: Question | "check"): Promise<Fate | Soundness> {
  return question === "check" ? check() : judge(question);
}

/** At the end: a verdict must not hang on what ran before it. */
async function check(): Promise<Soundness> {
  return { failed: (await host.firstFailure(unbroken, { without: needOptimised })) ?? null };
}

/** At the beginning: the other tests have just passed. */
async function checkOptimised(): Promise<Soundness> {
  if (needOptimised.size === 0) return { failed: null };
  return { failed: (await host.firstFailure(optimisedCode(), { only: needOptimised })) ?? null };
}

function optimisedCode(): Code {
  const used = contracts.filter((name) => host.used.has(name));
  optimised ??= optimising.build(sources, used);
  return optimised;
}

async function judge({ mutant, first }: Question): Promise<Fate> {
  const code = compile(quick, mutant);
  if (code === undefined) return { fate: "invalid" };
  if (isEqual(code, unbroken)) return { fate: "equal" };
  const selection = { first, without: needOptimised };
  const by = await host.firstFailure(new Map([...unbroken, ...code]), selection);
  return by === undefined ? judgeOptimised(mutant) : { fate: "killed", by };
}

async function judgeOptimised(mutant: Mutant): Promise<Fate> {
  const code = compile(optimising, mutant);
  if (code === undefined) return { fate: "invalid" };
  if (isEqual(code, optimisedCode())) return { fate: "equal" };
  const by = await host.firstFailure(new Map([...optimisedCode(), ...code]), { only: needOptimised });
  return by === undefined ? { fate: "survived" } : { fate: "killed", by };
}

function isEqual(code: Code, original: Code): boolean {
  return [...code].every(([name, { creation }]) => creation === original.get(name)?.creation);
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
