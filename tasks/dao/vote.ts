import type { VoteKind } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import { printableLines } from "../../protocol/printable.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";
import { skipTo } from "./advance.ts";
import { findProposal } from "./find-proposal.ts";

export interface VoteArguments extends ClientArguments {
  readonly proposal: string;
  readonly vote: string;
  readonly reason: string | undefined;
  readonly advance: boolean;
}

const kinds: readonly VoteKind[] = ["for", "against", "abstain"];

export default action<VoteArguments>(async (args, hre) => vote(await openWorkspace(hre, args), args));

export async function vote(workspace: Workspace, args: Omit<VoteArguments, keyof ClientArguments>) {
  const { dao, output } = workspace;
  const kind = kinds.find((known) => known === args.vote);
  if (kind === undefined) throw fail("ALT_DAO_VOTE_KIND", { vote: args.vote });
  const proposal = await findProposal(workspace, args.proposal);
  if (args.advance) await skipTo(workspace, proposal.snapshot + 1n);
  const { mined, ...cast } = await dao.vote(proposal.id, kind, args.reason);
  const { statusInWords } = await import("../../clients/dao/status-words.ts");
  const words = statusInWords(await dao.statusOf(proposal));
  const document = { ...cast, ...mined };
  output.finish(document, () => {
    printFields({
      proposal: String(proposal.id),
      voted: `${kind}, with ${tokens(cast.weight)} votes`,
      voter: cast.voter,
      transaction: mined.hash,
    });
    console.log(`\n${printableLines(words.join("\n"))}`);
  });
  return document;
}
