import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { printTable } from "../shared/output.ts";

export default action<ClientArguments>(async (args, hre) => mandates(await openWorkspace(hre, args)));

export async function mandates({ mandates: client, output }: Workspace) {
  const { assetAmount, totalOf } = await import("../../clients/dao/mandates/mandate-words.ts");
  const found = await client.list();
  output.finish({ mandates: found }, () => {
    if (found.length === 0)
      console.log(
        output.hint(
          "No mandates yet: a proposal opens one (docs/dao.md), see `npx hardhat dao propose --help`.",
        ),
      );
    else
      printTable(
        ["mandate", "state", "pays", "of at most", "until"],
        found.map(({ id, state, ending, asset, terms, payouts }) => {
          const total = totalOf({ payouts });
          return [
            String(id),
            ending === undefined ? state : `${state}: ${ending}`,
            total === undefined ? "" : assetAmount(asset, total),
            assetAmount(asset, terms.maxTotal),
            moment(terms.expiry),
          ];
        }),
      );
  });
  return found;
}
