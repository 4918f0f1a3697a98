import type { ProposalCall } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import type { Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";

/** Proposes calls, and says what to do next. */
export async function proposeCalls(
  { dao, addresses, output }: Workspace,
  calls: readonly ProposalCall[],
  description: string,
) {
  const { describeCall } = await import("../../clients/dao/proposal-calls.ts");
  const { proposal, mined } = await dao.propose(calls, description);
  const document = { ...proposal, ...mined };
  output.finish(document, () => {
    printFields({
      proposal: String(proposal.id),
      description,
      calls: calls.map((call) => describeCall(addresses, call)).join("; "),
      "vote from": moment(proposal.snapshot),
      "vote until": moment(proposal.deadline),
      transaction: mined.hash,
    });
    console.log(
      output.hint(
        "Vote on it with `npx hardhat dao vote` (on a local network add --advance to skip the wait).",
      ),
    );
  });
  return document;
}
