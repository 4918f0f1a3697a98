import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { figure, tokens } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface TransferArguments extends ClientArguments {
  readonly to: string;
  readonly amount: string;
}

export default action<TransferArguments>(async (args, hre) => transfer(await openWorkspace(hre, args), args));

export async function transfer(
  workspace: Workspace,
  { to, amount }: Pick<TransferArguments, "to" | "amount">,
) {
  const { token, signer, output } = workspace;
  const recipient = await resolveAccount(workspace, to, "recipient");
  const sum = parseAmount(amount);
  const mined = await token.transfer(recipient, sum);
  const { symbol } = await token.info();
  const document = { from: await signer.getAddress(), to: recipient, amount: sum, ...mined };
  output.finish(document, () =>
    printFields({
      sent: `${tokens(sum)} ${symbol}`,
      from: document.from,
      to: recipient,
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    }),
  );
  return document;
}
