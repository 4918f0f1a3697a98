import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { ether, tokens } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";

export default action<ClientArguments>(async (args, hre) => list(await openWorkspace(hre, args)));

export async function list({ dao, output }: Workspace) {
  const proposals = await Promise.all((await dao.list()).map((proposal) => dao.statusOf(proposal)));
  output.finish({ proposals }, () => {
    if (proposals.length === 0)
      console.log(output.hint("No proposals yet: make one with `npx hardhat dao propose`."));
    else
      printTable(
        ["proposal", "description", "state", "for", "against", "abstain", "sends"],
        proposals.map(({ id, description, state, votes, calls }) => [
          String(id),
          description,
          state,
          tokens(votes.for),
          tokens(votes.against),
          tokens(votes.abstain),
          calls.map(({ value }) => (value === 0n ? "" : ether(value))).join("\n"),
        ]),
      );
  });
  return proposals;
}
