import { resolveAddress } from "../../clients/support/addresses.ts";
import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { printAccount } from "./print-account.ts";

export interface FundArguments extends ClientArguments {
  readonly amount: string;
  readonly account: string;
}

export default action<FundArguments>(async (args, hre) => fund(await openWorkspace(hre, args), args));

export async function fund(
  { functions, signer, addresses, output }: Workspace,
  { amount, account }: Pick<FundArguments, "amount" | "account">,
) {
  const owner = account === "" ? await signer.getAddress() : resolveAddress(addresses, account, "account");
  const mined = await functions.fund(parseAmount(amount), owner);
  const document = { ...(await functions.account(owner)), ...mined };
  output.finish(document, () => printAccount(document, mined));
  return document;
}
