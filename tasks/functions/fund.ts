import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { printAccount } from "./print-account.ts";

export interface FundArguments extends ClientArguments {
  readonly amount: string;
  readonly account: string;
}

export default action<FundArguments>(async (args, hre) => fund(await openWorkspace(hre, args), args));

export async function fund(
  workspace: Workspace,
  { amount, account }: Pick<FundArguments, "amount" | "account">,
) {
  const { functions, output } = workspace;
  const owner = await resolveAccount(workspace, account, "account");
  const mined = await functions.fund(parseAmount(amount), owner);
  const document = { ...(await functions.account(owner)), ...mined };
  output.finish(document, () => printAccount(document, mined));
  return document;
}
