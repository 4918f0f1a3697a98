import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { finishWithStake } from "./print-stake.ts";

interface BondArguments {
  readonly operator: string;
  readonly amount: string;
  readonly holder: string;
}

export default action<ClientArguments & BondArguments>(async (args, hre) =>
  bond(await openWorkspace(hre, args), args),
);

export async function bond(workspace: Workspace, args: BondArguments) {
  const operator = await resolveAccount(workspace, args.operator, "operator");
  const holder = await resolveAccount(workspace, args.holder, "holder");
  const mined = await workspace.operators.bond(operator, parseAmount(args.amount), holder);
  return finishWithStake(workspace, { operator, holder }, mined);
}
