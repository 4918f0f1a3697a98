import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NewTaskActionFunction, TaskArguments } from "hardhat/types/tasks";
import { errorResult, successfulResult } from "hardhat/utils/result";
import type { AlthingError } from "../../protocol/errors.ts";
import { requireRanges } from "./ranges.ts";
import { knownError, report } from "./report.ts";

/**
 * A task's action around `work`. Hardhat shows the stack of any error it does not know; what Althing's own errors say
 * is a sentence and a remedy, so they are printed here and end as a failed result (exit code 1). `run()` of such a task
 * resolves to `{ success: false, error }` then; other errors reject.
 */
export function action<Arguments extends TaskArguments>(
  work: (args: Arguments, hre: HardhatRuntimeEnvironment) => Promise<unknown>,
): NewTaskActionFunction<Arguments> {
  return async (args, hre) => {
    try {
      requireRanges(args);
      return successfulResult(await work(args, hre));
    } catch (error) {
      const known = knownError(error);
      if (known === undefined) throw error;
      const json = args.json === true;
      if (!(json && error instanceof FailedAfterOutput)) report(known, json, hre.globalOptions.network);
      return errorResult(known);
    }
  };
}

/** What failed once the task had said all: with `--json` its document is out, and must stay the only one. */
export class FailedAfterOutput extends Error {
  constructor(cause: AlthingError) {
    super(cause.message, { cause });
  }
}
