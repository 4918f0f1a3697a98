import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { ether } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

interface FundArguments {
  readonly amount: string;
}

export default action<ClientArguments & FundArguments>(async (args, hre) =>
  fund(await openWorkspace(hre, args), args),
);

export async function fund({ addresses, signer, output }: Workspace, { amount }: FundArguments) {
  const { TreasuryClient } = await import("../../clients/index.ts");
  const treasury = new TreasuryClient(addresses, signer);
  const sum = parseAmount(amount);
  const mined = await treasury.fund(sum);
  const document = { treasury: addresses.treasury, sent: sum, balance: await treasury.balance(), ...mined };
  output.finish(document, () =>
    printFields({
      treasury: document.treasury,
      sent: ether(sum),
      holds: ether(document.balance),
      transaction: mined.hash,
    }),
  );
  return document;
}
