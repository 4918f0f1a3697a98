import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { ether } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";
import { type CallArguments, callOfArguments } from "./call-arguments.ts";

type QuoteArguments = ClientArguments & CallArguments;

export default action<QuoteArguments>(async (args, hre) => quote(await openWorkspace(hre, args), args));

export async function quote({ functions, output }: Workspace, args: CallArguments) {
  const found = await functions.quote(callOfArguments(args));
  output.finish(found, () =>
    printTable(
      ["at most", "amount"],
      [
        ["fixed fee", ether(found.fixedFee)],
        ["fuel", ether(found.fuelFee)],
        ["bytes", ether(found.byteFee)],
        ["gas", ether(found.gasFee)],
        ["total", ether(found.total)],
      ],
    ),
  );
  return found;
}
