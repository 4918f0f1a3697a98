import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { KillMemory } from "./kill-memory.ts";
import type { Mutant } from "./mutants.ts";
import type { Fate, Question, Soundness, Verdict } from "./verdict.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/** The tests fail for contracts without a fault: nothing can be said. */
export class UnsoundTests extends Error {}

export interface Settings {
  /** How many processes at once. */
  readonly jobs: number;
  /** Files with tests; none stands for all. */
  readonly tests: readonly string[];
}

/**
 * Judges the mutants in so many processes at once, and at the end the unbroken contracts again: a verdict must not
 * hang on what ran before it.
 * @throws {UnsoundTests}
 */
export async function judge(
  mutants: readonly Mutant[],
  { jobs, tests }: Settings,
  onVerdict: (verdict: Verdict) => void,
): Promise<readonly Verdict[]> {
  const verdicts = new Map<Mutant, Verdict>();
  const memory = new KillMemory();
  const queue = mutants.values();
  const works = Array.from({ length: Math.min(jobs, mutants.length) }, () =>
    work({ queue, memory, tests }, (verdict) => {
      verdicts.set(verdict.mutant, verdict);
      onVerdict(verdict);
    }),
  );
  await Promise.all(works);
  return mutants.flatMap((mutant) => verdicts.get(mutant) ?? []);
}

interface Work {
  readonly queue: IterableIterator<Mutant>;
  readonly memory: KillMemory;
  readonly tests: readonly string[];
}

async function work({ queue, memory, tests }: Work, onVerdict: (verdict: Verdict) => void): Promise<void> {
  const worker = fork(WORKER, tests, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const kill = () => worker.kill();
  process.once("exit", kill);
  try {
    requireSound(await answerOf<Soundness>(worker));
    for (const mutant of queue) {
      const fate = await ask<Fate>(worker, { mutant, first: memory.likeliest(mutant) });
      if (fate.fate === "killed") memory.add(mutant, fate.by);
      onVerdict({ mutant, ...fate });
    }
    requireSound(await ask<Soundness>(worker, "check"));
  } finally {
    worker.kill();
    process.off("exit", kill);
  }
}

function ask<Answer>(worker: ChildProcess, question: Question | "check"): Promise<Answer> {
  const answer = answerOf<Answer>(worker);
  worker.send(question);
  return answer;
}

function answerOf<Answer>(worker: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a worker ended with exit code ${code}`));
    worker.once("exit", onExit);
    worker.once("message", (answer) => {
      worker.off("exit", onExit);
      resolve(answer as Answer);
    });
  });
}

function requireSound({ failed }: Soundness): void {
  if (failed !== null) throw new UnsoundTests(`The tests fail for the contracts as they are: ${failed}`);
}
