import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface DelegateArguments extends ClientArguments {
  readonly to: string;
}

export default action<DelegateArguments>(async (args, hre) => delegate(await openWorkspace(hre, args), args));

export async function delegate(workspace: Workspace, { to }: Pick<DelegateArguments, "to">) {
  const { token, signer, output } = workspace;
  const holder = await signer.getAddress();
  const delegated = await resolveAccount(workspace, to, "delegate");
  const mined = await token.delegate(delegated);
  const { votes } = await token.votes(delegated);
  const document = { account: holder, delegate: delegated, votes, ...mined };
  output.finish(document, () => {
    printFields({
      account: holder,
      "delegated to": delegated,
      "its votes": tokens(votes),
      transaction: mined.hash,
    });
    console.log("They count in proposals that are made from now on.");
  });
  return document;
}
