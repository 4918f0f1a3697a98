import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { finishWithStake } from "./print-stake.ts";

interface WithdrawArguments {
  readonly operator: string;
}

export default action<ClientArguments & WithdrawArguments>(async (args, hre) =>
  withdraw(await openWorkspace(hre, args), args),
);

export async function withdraw(workspace: Workspace, args: WithdrawArguments) {
  const operator = await resolveAccount(workspace, args.operator, "operator");
  const holder = await workspace.signer.getAddress();
  const mined = await workspace.operators.withdrawBond(operator);
  return finishWithStake(workspace, { operator, holder }, mined);
}
