import { HardhatError } from "@nomicfoundation/hardhat-errors";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NewTaskActionFunction, TaskArguments } from "hardhat/types/tasks";
import { errorResult, successfulResult } from "hardhat/utils/result";
import { type AlthingError, fail, findAlthingError } from "../../protocol/errors.ts";
import { printable } from "../../protocol/printable.ts";
import { onNetwork } from "./hint.ts";
import { toJson } from "./output.ts";
import { requireRanges } from "./ranges.ts";

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
      const known = findAlthingError(error) ?? unreachable(error);
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

/** Hardhat's error of a network that does not answer, as ours. */
function unreachable(error: unknown): AlthingError | undefined {
  const { CONNECTION_REFUSED } = HardhatError.ERRORS.CORE.NETWORK;
  for (let current = error; current instanceof Error; current = current.cause) {
    if (HardhatError.isHardhatError(current, CONNECTION_REFUSED))
      return fail("ALT_NETWORK_UNREACHABLE", { network: String(current.messageArguments.network) }, error);
  }
  return undefined;
}

function report(error: AlthingError, json: boolean, network: string | undefined): void {
  const { code, message, figures } = error;
  const remedy = onNetwork(error.remedy, network);
  if (json) console.log(toJson({ error: { code, message, remedy, figures } }));
  else console.error(printable(inOneLine(`${closed(message)} ${remedy} (${code})`)));
}

/** What a package or a guest said may have several lines. */
function inOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}

function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
