import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface BalanceArguments extends ClientArguments {
  readonly account: string;
}

export default action<BalanceArguments>(async (args, hre) => balance(await openWorkspace(hre, args), args));

export async function balance(workspace: Workspace, { account }: Pick<BalanceArguments, "account">) {
  const { token, output } = workspace;
  const holder = await resolveAccount(workspace, account, "account");
  const [power, { symbol }] = await Promise.all([token.votes(holder), token.info()]);
  output.finish(power, () =>
    printFields({
      account: power.account,
      balance: `${tokens(power.balance)} ${symbol}`,
      votes: tokens(power.votes),
      "delegated to":
        power.delegate ?? output.hint("nobody: run `npx hardhat dao delegate` to vote with the tokens"),
    }),
  );
  return power;
}
