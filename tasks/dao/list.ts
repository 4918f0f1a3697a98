import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";

export default action<ClientArguments>(async (args, hre) => list(await openWorkspace(hre, args)));

export async function list({ dao, output }: Workspace) {
  const proposals = await Promise.all((await dao.list()).map((proposal) => dao.statusOf(proposal)));
  output.finish({ proposals }, () => {
    if (proposals.length === 0) console.log("No proposals yet: make one with `npx hardhat dao propose`.");
    else
      printTable(
        ["proposal", "description", "state", "for", "against", "abstain"],
        proposals.map(({ id, description, state, votes }) => [
          String(id),
          description,
          state,
          tokens(votes.for),
          tokens(votes.against),
          tokens(votes.abstain),
        ]),
      );
  });
  return proposals;
}
