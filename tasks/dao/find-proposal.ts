import type { Proposal } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import { parseWhole } from "../shared/amounts.ts";
import type { Workspace } from "../shared/clients.ts";

/** How a proposal is named on the command line if it is the last one made. */
export const LATEST = "latest";

/** The proposal with this id, or the last one made. Throws ALT_DAO_NO_PROPOSALS or ALT_DAO_UNKNOWN_PROPOSAL. */
export async function findProposal({ dao }: Pick<Workspace, "dao">, name: string): Promise<Proposal> {
  if (name !== LATEST) return dao.proposal(parseWhole(name, "proposal's id"));
  const latest = (await dao.list()).at(-1);
  if (latest === undefined) throw fail("ALT_DAO_NO_PROPOSALS");
  return latest;
}
