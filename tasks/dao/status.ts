import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";
import { findProposal } from "./find-proposal.ts";
import { nextSentence } from "./next-sentence.ts";

export interface StatusArguments extends ClientArguments {
  readonly proposal: string;
}

export default action<StatusArguments>(async (args, hre) => status(await openWorkspace(hre, args), args));

export async function status(workspace: Workspace, args: Pick<StatusArguments, "proposal">) {
  const { dao, addresses, output } = workspace;
  const { describeCall } = await import("../../clients/dao/proposal-calls.ts");
  const found = await dao.statusOf(await findProposal(workspace, args.proposal));
  const { votes } = found;
  output.finish(found, () => {
    printFields({
      proposal: String(found.id),
      description: found.description,
      calls: found.calls.map((call) => describeCall(addresses, call)).join("; "),
      proposer: found.proposer,
      state: found.state,
      votes: `${tokens(votes.for)} for, ${tokens(votes.against)} against, ${tokens(votes.abstain)} abstain`,
      quorum: `${tokens(votes.for + votes.abstain)} of ${tokens(found.quorum)}`,
      "vote from": moment(found.snapshot),
      "vote until": moment(found.deadline),
      "execute from": found.eta === undefined ? "not queued" : moment(found.eta),
    });
    console.log(output.hint(nextSentence(found.next)));
  });
  return found;
}
