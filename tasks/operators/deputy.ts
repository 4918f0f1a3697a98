import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";

interface DeputyArguments {
  readonly deputy: string;
  readonly remove: boolean;
}

export default action<ClientArguments & DeputyArguments>(async (args, hre) =>
  setDeputy(await openWorkspace(hre, args), args),
);

/** Sends nothing where it is so already. */
export async function setDeputy(workspace: Workspace, args: DeputyArguments) {
  const { operators, output } = workspace;
  const deputy = await resolveAccount(workspace, args.deputy, "deputy");
  const sender = await workspace.signer.getAddress();
  const stands = (await operators.principalOf(deputy)) === sender;
  const mined = stands === args.remove ? await operators.setDeputy(deputy, !args.remove) : undefined;
  const document = { deputy, sender, submits: !args.remove, mined };
  output.finish(document, () => {
    const text = args.remove ? "submits no more for" : "submits for";
    printFields({ deputy, [text]: sender, transaction: mined?.hash ?? "none: it was so already" });
    if (!args.remove)
      console.log(output.hint("Give its key to the relay with ALTHING_SENDER_KEYS, and some ether for gas."));
  });
  return document;
}
