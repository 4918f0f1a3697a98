import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { skipTo } from "./advance.ts";
import { findProposal } from "./find-proposal.ts";
import { finishVote } from "./finish-vote.ts";
import { parseVote } from "./vote-kind.ts";

export interface VoteArguments extends ClientArguments {
  readonly proposal: string;
  readonly vote: string;
  readonly reason: string | undefined;
  readonly advance: boolean;
}

export default action<VoteArguments>(async (args, hre) => vote(await openWorkspace(hre, args), args));

export async function vote(workspace: Workspace, args: Omit<VoteArguments, keyof ClientArguments>) {
  const kind = parseVote(args.vote);
  const proposal = await findProposal(workspace, args.proposal);
  if (args.advance) await skipTo(workspace, proposal.snapshot + 1n);
  return finishVote(workspace, proposal, await workspace.dao.vote(proposal.id, kind, args.reason));
}
