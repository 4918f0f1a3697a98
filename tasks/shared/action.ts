import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NewTaskActionFunction, TaskArguments } from "hardhat/types/tasks";
import { errorResult, successfulResult } from "hardhat/utils/result";
import { type AlthingError, findAlthingError } from "../../protocol/errors.ts";
import { printable } from "../../protocol/printable.ts";
import { toJson } from "./output.ts";

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
      return successfulResult(await work(args, hre));
    } catch (error) {
      const known = findAlthingError(error);
      if (known === undefined) throw error;
      report(known, args.json === true);
      return errorResult(known);
    }
  };
}

function report(error: AlthingError, json: boolean): void {
  const { code, message, remedy, figures } = error;
  if (json) console.log(toJson({ error: { code, message, remedy, figures } }));
  else console.error(printable(`${closed(message)} ${remedy} (${code})`));
}

function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
