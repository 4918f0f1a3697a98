import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { amountOf } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface DelegateArguments extends ClientArguments {
  readonly to: string;
}

export default action<DelegateArguments>(async (args, hre) => delegate(await openWorkspace(hre, args), args));

export async function delegate(workspace: Workspace, { to }: Pick<DelegateArguments, "to">) {
  const { dao, signer, output } = workspace;
  const account = await signer.getAddress();
  const delegated = await resolveAccount(workspace, to, "delegate");
  const mined = await dao.delegate(delegated);
  const { votes, decimals } = await dao.votingPower(delegated);
  const document = { account, delegate: delegated, votes, ...mined };
  output.finish(document, () => {
    printFields({
      account,
      "delegated to": delegated,
      "its votes": amountOf(votes, decimals),
      transaction: mined.hash,
    });
    console.log("They count in proposals that are made from now on.");
  });
  return document;
}
