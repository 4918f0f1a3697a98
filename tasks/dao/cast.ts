import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { skipTo } from "./advance.ts";
import { readBallot } from "./ballot-file.ts";
import { finishVote } from "./finish-vote.ts";

export interface CastArguments extends ClientArguments {
  readonly file: string;
  readonly advance: boolean;
}

export default action<CastArguments>(async (args, hre) => cast(await openWorkspace(hre, args), args));

export async function cast(
  workspace: Workspace,
  { file, advance }: Omit<CastArguments, keyof ClientArguments>,
) {
  const ballot = readBallot(workspace, file);
  const proposal = await workspace.dao.proposal(ballot.proposalId);
  if (advance) await skipTo(workspace, proposal.snapshot + 1n);
  return finishVote(workspace, proposal, await workspace.dao.castSigned(ballot));
}
