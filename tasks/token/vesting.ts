import type { VestingGrant } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";

export interface VestingArguments {
  readonly account: string;
}

export default action<ClientArguments & VestingArguments>(async (args, hre) =>
  vesting(await openWorkspace(hre, args), args),
);

export async function vesting(workspace: Workspace, args: VestingArguments) {
  const { output } = workspace;
  const account = await resolveAccount(workspace, args.account, "account");
  const grants = await workspace.vesting.grants(account);
  output.finish({ account, grants }, () => {
    if (grants.length === 0) return console.log(`${account} has no vesting grants.`);
    show(grants);
    if (grants.some(({ claimable }) => claimable > 0n))
      console.log(output.hint(`Have it paid what it can claim with \`npx hardhat token claim ${account}\`.`));
  });
  return grants;
}

function show(grants: readonly VestingGrant[]): void {
  printTable(
    ["grant", "tokens", "vested", "claimed", "can claim", "none before", "all from", "revocable"],
    grants.map((grant) => [
      String(grant.id),
      tokens(grant.amount),
      tokens(grant.vested),
      tokens(grant.claimed),
      tokens(grant.claimable),
      moment(grant.cliff),
      moment(grant.end),
      grant.revocable ? "yes" : "no",
    ]),
  );
}
