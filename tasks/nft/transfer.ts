import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface TransferArguments extends ClientArguments {
  readonly to: string;
  readonly token: bigint;
}

export default action<TransferArguments>(async (args, hre) => transfer(await openWorkspace(hre, args), args));

export async function transfer(
  workspace: Workspace,
  { to, token: tokenId }: Pick<TransferArguments, "to" | "token">,
) {
  const { collection, signer, output } = workspace;
  const recipient = await resolveAccount(workspace, to, "recipient");
  const mined = await collection.transfer(recipient, tokenId);
  const document = { tokenId, from: await signer.getAddress(), to: recipient, ...mined };
  output.finish(document, () =>
    printFields({
      sent: `#${tokenId}`,
      from: document.from,
      to: recipient,
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    }),
  );
  return document;
}
