import type { ProposalDraft } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import type { Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";

/** Proposes, and says what to do next. */
export async function proposeCalls({ dao, addresses, output }: Workspace, draft: ProposalDraft) {
  const { describeCall } = await import("../../clients/calls/describe-call.ts");
  const { proposal, mined } = await dao.propose(draft);
  const document = { ...proposal, ...mined };
  output.finish(document, () => {
    printFields({
      proposal: String(proposal.id),
      title: draft.title,
      calls: proposal.calls.map((call) => describeCall(addresses, call)).join("; "),
      "vote from": moment(proposal.snapshot),
      "vote until": moment(proposal.deadline),
      transaction: mined.hash,
    });
    console.log(
      output.hint(
        "Try it out with `npx hardhat dao simulate`, vote on it with `npx hardhat dao vote` (on a local network add --advance to skip the wait).",
      ),
    );
  });
  return document;
}
