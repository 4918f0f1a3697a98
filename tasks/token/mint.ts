import { proposeCalls } from "../dao/propose-calls.ts";
import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";

export interface MintArguments extends ClientArguments {
  readonly to: string;
  readonly amount: string;
  readonly description: string | undefined;
}

export default action<MintArguments>(async (args, hre) => mint(await openWorkspace(hre, args), args));

/** The minter's role is the treasury's: what an account can do is propose it. */
export async function mint(
  workspace: Workspace,
  { to, amount, description }: Pick<MintArguments, "to" | "amount" | "description">,
) {
  const { token, output } = workspace;
  const recipient = await resolveAccount(workspace, to, "recipient");
  const sum = parseAmount(amount);
  output.progress("Minting belongs to the DAO, so this is proposed to it.");
  const { symbol } = await token.info();
  const title = description ?? `Mint ${tokens(sum)} ${symbol} to ${recipient}`;
  return proposeCalls(workspace, { title, calls: [token.calls.mint(recipient, sum)] });
}
