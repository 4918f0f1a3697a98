import { resolveAddress } from "../../clients/support/addresses.ts";
import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { printAccount } from "./print-account.ts";

export interface WithdrawArguments extends ClientArguments {
  readonly amount: string;
  readonly to: string;
}

export default action<WithdrawArguments>(async (args, hre) => withdraw(await openWorkspace(hre, args), args));

export async function withdraw(
  { functions, signer, addresses, output }: Workspace,
  { amount, to }: Pick<WithdrawArguments, "amount" | "to">,
) {
  const recipient = to === "" ? await signer.getAddress() : resolveAddress(addresses, to, "recipient");
  const mined = await functions.withdraw(parseAmount(amount), recipient);
  const document = { ...(await functions.account()), ...mined };
  output.finish(document, () => printAccount(document, mined));
  return document;
}
