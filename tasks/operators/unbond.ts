import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { finishWithStake } from "./print-stake.ts";

interface UnbondArguments {
  readonly operator: string;
  readonly amount: string;
}

export default action<ClientArguments & UnbondArguments>(async (args, hre) =>
  unbond(await openWorkspace(hre, args), args),
);

export async function unbond(workspace: Workspace, args: UnbondArguments) {
  const operator = await resolveAccount(workspace, args.operator, "operator");
  const holder = await workspace.signer.getAddress();
  const mined = await workspace.operators.unbond(operator, parseAmount(args.amount));
  return finishWithStake(workspace, { operator, holder }, mined);
}
