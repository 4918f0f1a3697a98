import { type VoteKind, voteKinds } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";

/** The way to vote that the command line names. Throws ALT_DAO_VOTE_KIND. */
export function parseVote(name: string): VoteKind {
  const kind = voteKinds.find((known) => known === name);
  if (kind === undefined) throw fail("ALT_DAO_VOTE_KIND", { vote: name });
  return kind;
}
