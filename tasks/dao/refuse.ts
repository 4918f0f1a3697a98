import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";
import { findMandate, type MandateArguments } from "./find-mandate.ts";
import { mandateView } from "./print-mandate.ts";

export default action<ClientArguments & MandateArguments>(async (args, hre) =>
  refuse(await openWorkspace(hre, args), args),
);

export async function refuse(workspace: Workspace, args: MandateArguments) {
  const { id } = await findMandate(workspace, args.mandate);
  const { mandate, mined } = await workspace.mandates.refuse(id);
  const { document, print } = await mandateView(mandate);
  workspace.output.finish({ ...document, ...mined }, () => {
    print();
    printFields({ transaction: mined.hash });
  });
  return mandate;
}
