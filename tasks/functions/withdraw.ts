import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { printAccount } from "./print-account.ts";

export interface WithdrawArguments extends ClientArguments {
  readonly amount: string;
  readonly to: string;
}

export default action<WithdrawArguments>(async (args, hre) => withdraw(await openWorkspace(hre, args), args));

export async function withdraw(
  workspace: Workspace,
  { amount, to }: Pick<WithdrawArguments, "amount" | "to">,
) {
  const { functions, output } = workspace;
  const recipient = await resolveAccount(workspace, to, "recipient");
  const mined = await functions.withdraw(parseAmount(amount), recipient);
  const document = { ...(await functions.account()), ...mined };
  output.finish(document, () => printAccount(document, mined));
  return document;
}
