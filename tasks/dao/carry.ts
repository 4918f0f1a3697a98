import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";
import { skipTo } from "./advance.ts";
import { findMandate, type MandateArguments } from "./find-mandate.ts";
import { mandateView, nextCommand } from "./print-mandate.ts";

interface CarryArguments extends MandateArguments {
  readonly advance: boolean;
}

export default action<ClientArguments & CarryArguments>(async (args, hre) =>
  carry(await openWorkspace(hre, args), args),
);

/** Does nothing to a mandate that is over; ALT_DAO_MANDATE_STATE where the next step is not due. */
export async function carry(workspace: Workspace, args: CarryArguments) {
  const { output } = workspace;
  const found = await findMandate(workspace, args.mandate);
  if (args.advance && found.next.step === "wait" && found.next.awaiting !== "answer")
    await skipTo(workspace, found.next.until);
  const carried = await workspace.mandates.carry(found.id);
  const mandate = carried?.mandate ?? found;
  const { document, print } = await mandateView(mandate);
  output.finish({ ...document, ...carried?.mined }, () => {
    print();
    if (carried !== undefined)
      printFields({ transaction: carried.mined.hash, gas: figure(carried.mined.gasUsed) });
    const command = nextCommand(mandate, output);
    if (command !== undefined) console.log(command);
  });
  return mandate;
}
