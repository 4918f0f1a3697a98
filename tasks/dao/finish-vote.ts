import type { Proposal, VoteCast } from "../../clients/index.ts";
import { printableLines } from "../../protocol/printable.ts";
import type { Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

/** Tells of a vote that was cast, and where its proposal stands now. */
export async function finishVote(
  { dao, output }: Workspace,
  proposal: Proposal,
  { mined, ...cast }: VoteCast,
) {
  const { statusInWords } = await import("../../clients/dao/status-words.ts");
  const words = statusInWords(await dao.statusOf(proposal));
  const document = { ...cast, ...mined };
  output.finish(document, () => {
    printFields({
      proposal: String(proposal.id),
      voted: `${cast.vote}, with ${tokens(cast.weight)} votes`,
      voter: cast.voter,
      transaction: mined.hash,
    });
    console.log(`\n${printableLines(words.join("\n"))}`);
  });
  return document;
}
