import type { RequestRecord, RequestTransaction } from "../../clients/index.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { figure } from "../shared/format.ts";

const outcomes: Readonly<Record<Outcome, string>> = {
  [Outcome.Success]: "success",
  [Outcome.Revert]: "revert",
  [Outcome.OutOfFuel]: "out of fuel",
  [Outcome.Trap]: "trap",
  [Outcome.Unserviceable]: "unserviceable",
};

/** An outcome as people say it. */
export function outcomeInWords(outcome: Outcome): string {
  return outcomes[outcome];
}

/** How a request stands, in a word or two. */
export function stateOf(request: RequestRecord): string {
  if (request.state !== "settled") return request.state;
  const outcome = outcomeInWords(request.outcome);
  return request.callback === "failed" ? `${outcome}, callback failed` : outcome;
}

/** A transaction's gas, and for how many requests it was where they share it. */
export function gasOf({ gasUsed, requests }: RequestTransaction): string {
  return requests > 1 ? `${figure(gasUsed)} for ${requests}` : figure(gasUsed);
}
