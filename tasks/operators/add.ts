import type { OperatorKeys } from "../../clients/index.ts";
import { proposeCalls } from "../dao/propose-calls.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";

interface AddArguments {
  readonly operator: string;
  readonly sender: string | undefined;
  readonly payout: string | undefined;
  readonly description: string | undefined;
}

export default action<ClientArguments & AddArguments>(async (args, hre) =>
  add(await openWorkspace(hre, args), args),
);

/** An epoch is the owner's to start. The owner is the DAO: what another account can do is propose it. */
export async function add(workspace: Workspace, args: AddArguments) {
  const { operators, signer, output } = workspace;
  const operator = await operatorOf(workspace, args);
  if ((await operators.owner()) === (await signer.getAddress())) return start(workspace, operator);
  const call = await operators.callToAdd(operator);
  output.progress("Operators are the DAO's to name, so this is proposed to it.");
  const title = args.description ?? `Add operator ${operator.signer}`;
  return proposeCalls(workspace, { title, calls: [call] });
}

async function start({ operators, output }: Workspace, operator: OperatorKeys) {
  const mined = await operators.add(operator);
  const { epoch } = await operators.epoch();
  const document = { ...operator, epoch, ...mined };
  output.finish(document, () => printFields({ ...operator, epoch: String(epoch), transaction: mined.hash }));
  return document;
}

async function operatorOf(workspace: Workspace, { operator, sender, payout }: AddArguments) {
  const signer = await resolveAccount(workspace, operator, "signer");
  return {
    signer,
    sender: await resolveAccount(workspace, sender ?? signer, "sender"),
    payout: await resolveAccount(workspace, payout ?? signer, "payout"),
  };
}
