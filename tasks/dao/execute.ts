import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";
import { skipTo } from "./advance.ts";
import { findProposal } from "./find-proposal.ts";
import type { StepArguments } from "./queue.ts";

export default action<StepArguments>(async (args, hre) => execute(await openWorkspace(hre, args), args));

export async function execute(workspace: Workspace, args: Omit<StepArguments, keyof ClientArguments>) {
  const { dao, addresses, output } = workspace;
  const { describeCall } = await import("../../clients/calls/describe-call.ts");
  const proposal = await findProposal(workspace, args.proposal);
  const { eta } = await dao.statusOf(proposal);
  if (args.advance && eta !== undefined) await skipTo(workspace, eta);
  const mined = await dao.execute(proposal.id);
  const calls = proposal.calls.map((call) => describeCall(addresses, call));
  const document = { proposalId: proposal.id, calls, ...mined };
  output.finish(document, () =>
    printFields({
      proposal: String(proposal.id),
      done: calls.join("; "),
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    }),
  );
  return document;
}
