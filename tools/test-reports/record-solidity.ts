import { createRequire } from "node:module";
import type { TaskOverrideActionFunction } from "hardhat/types/tasks";
import type { TestRunResult } from "hardhat/types/test";
import type { Result } from "hardhat/types/utils";

interface Report {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
}

const { writeReport } = createRequire(import.meta.url)("./report.cjs") as {
  writeReport(name: string, counts: Report): void;
};

/** Runs the Solidity tests and leaves their counts in a report. */
const recordSolidity: TaskOverrideActionFunction = async (taskArguments, _hre, runSuper) => {
  const result: Result<TestRunResult, TestRunResult> = await runSuper(taskArguments);
  const { passed, failed, skipped, failureOutput } = (result.success ? result.value : result.error).summary;
  writeReport("solidity", { passed, failed, skipped, failures: failureOutput ? [failureOutput] : [] });
  return result;
};

export default recordSolidity;
