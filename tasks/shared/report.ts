import { HardhatError } from "@nomicfoundation/hardhat-errors";
import { type AlthingError, fail, findAlthingError } from "../../protocol/errors.ts";
import { printable } from "../../protocol/printable.ts";
import { onNetwork } from "./hint.ts";
import { toJson } from "./output.ts";

/** What of an error people should read, ours or one of Hardhat's that we have words for; undefined for others. */
export function knownError(error: unknown): AlthingError | undefined {
  return findAlthingError(error) ?? unreachable(error);
}

/** Says what was wrong and what to do: one line on standard error, or one document with `--json`. */
export function report(error: AlthingError, json: boolean, network: string | undefined): void {
  const { code, message, figures } = error;
  const remedy = onNetwork(error.remedy, network);
  if (json) console.log(toJson({ error: { code, message, remedy, figures } }));
  else console.error(printable(inOneLine(`${closed(message)} ${remedy} (${code})`)));
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

/** What a package or a guest said may have several lines. */
function inOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}

function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
