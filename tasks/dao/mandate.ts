import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { findMandate, type MandateArguments } from "./find-mandate.ts";
import { mandateView, nextCommand } from "./print-mandate.ts";

export default action<ClientArguments & MandateArguments>(async (args, hre) =>
  mandate(await openWorkspace(hre, args), args),
);

export async function mandate(workspace: Workspace, { mandate: name }: MandateArguments) {
  const { output } = workspace;
  const found = await findMandate(workspace, name);
  const { document, print } = await mandateView(found);
  output.finish(document, () => {
    print();
    const command = nextCommand(found, output);
    if (command !== undefined) console.log(command);
  });
  return found;
}
