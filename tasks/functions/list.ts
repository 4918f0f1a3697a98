import { printable } from "../../protocol/printable.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { short } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";

export default action<ClientArguments>(async (args, hre) => list(await openWorkspace(hre, args)));

export async function list({ functions, output }: Workspace) {
  const found = await functions.list();
  output.finish({ functions: found }, () => {
    if (found.length === 0)
      console.log(output.hint("No functions yet: publish one with `npx hardhat functions publish`."));
    else
      printTable(
        ["id", "version", "kind", "endpoints", "royalty", "code hash", "owner"],
        found.map(({ functionId, owner, latest, endpoints }) => [
          String(functionId),
          String(latest.version),
          latest.kind,
          endpoints.map(printable).join("\n"),
          `${Number(latest.royaltyShare) / 100} %`,
          short(latest.codeHash),
          owner,
        ]),
      );
  });
  return found;
}
