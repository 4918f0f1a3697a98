import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { printTable } from "../shared/output.ts";

export default action<ClientArguments>(async (args, hre) => routers(await openWorkspace(hre, args)));

export async function routers({ directory, output }: Workspace) {
  const found = await directory.routers();
  output.finish({ routers: found }, () =>
    printTable(
      ["router", "address", "current"],
      found.map(({ version, router, current }) => [String(version), router, current ? "yes" : "no"]),
    ),
  );
  return found;
}
