import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";
import { skipTo } from "./advance.ts";
import { findProposal } from "./find-proposal.ts";

export interface StepArguments extends ClientArguments {
  readonly proposal: string;
  readonly advance: boolean;
}

export default action<StepArguments>(async (args, hre) => queue(await openWorkspace(hre, args), args));

export async function queue(workspace: Workspace, args: Omit<StepArguments, keyof ClientArguments>) {
  const { dao, output } = workspace;
  const proposal = await findProposal(workspace, args.proposal);
  if (args.advance) await skipTo(workspace, (await dao.statusOf(proposal)).deadline + 1n);
  const { mined, ...queued } = await dao.queue(proposal.id);
  const document = { ...queued, ...mined };
  output.finish(document, () => {
    printFields({
      proposal: String(proposal.id),
      "execute from": moment(queued.eta),
      transaction: mined.hash,
    });
    console.log(output.hint("Execute it then with `npx hardhat dao execute`."));
  });
  return document;
}
