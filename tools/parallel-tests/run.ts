import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import type { TestRunResult } from "hardhat/types/test";
import type { Result } from "hardhat/types/utils";

const { lastRun } = createRequire(import.meta.url)("../test-reports/mocha-reporter.cjs") as {
  lastRun(): { readonly passes: number; readonly pending: number } | undefined;
};

/** Each loads the project for itself. */
const MOST_PROCESSES = 4;

/** One process is quicker for few files, and `it.only` works in it alone. */
const runMocha: TaskOverrideActionFunction = async (taskArguments, hre, runSuper) => {
  const { mocha } = hre.config.test;
  mocha.jobs = Math.min(availableParallelism(), MOST_PROCESSES);
  mocha.parallel = mocha.jobs > 1 && (taskArguments.testFiles as string[]).length === 0;
  const result: Result<TestRunResult, TestRunResult> = await runSuper(taskArguments);
  const { summary } = result.success ? result.value : result.error;
  // Hardhat asks mocha before the run, when the tests of other processes are not known yet.
  const counts = lastRun();
  if (counts !== undefined) Object.assign(summary, { passed: counts.passes, skipped: counts.pending });
  return result;
};

export default runMocha;
