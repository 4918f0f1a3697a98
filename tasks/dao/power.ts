import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { amountOf } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface PowerArguments extends ClientArguments {
  readonly account: string;
}

export default action<PowerArguments>(async (args, hre) => power(await openWorkspace(hre, args), args));

export async function power(workspace: Workspace, { account }: Pick<PowerArguments, "account">) {
  const { dao, signer, output } = workspace;
  const found = await dao.votingPower(await resolveAccount(workspace, account, "account"));
  const own = found.account === (await signer.getAddress());
  output.finish(found, () => {
    const amount = (units: bigint) => amountOf(units, found.decimals);
    printFields({
      account: found.account,
      holds: amount(found.balance),
      votes: amount(found.votes),
      "delegated to": found.delegate ?? "nobody",
      "may propose": found.mayPropose ? "yes" : `no: that takes ${amount(found.threshold)} votes`,
    });
    if (found.toDelegate === undefined) return;
    console.log(
      `\nIt holds tokens that give votes to nobody, until it delegates them, to itself or to another.`,
    );
    const from = own ? "" : ` --from ${found.account}`;
    console.log(output.hint(`Do so with \`npx hardhat dao delegate${from}\`.`));
  });
  return found;
}
