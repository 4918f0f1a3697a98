import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { ether, figure } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";

export interface CarveArguments extends ClientArguments {
  readonly tokens: bigint[];
}

export default action<CarveArguments>(async (args, hre) => carve(await openWorkspace(hre, args), args));

export async function carve({ collection, output }: Workspace, { tokens }: Pick<CarveArguments, "tokens">) {
  const { mined, requestIds, paid } = await collection.requestTraits(tokens);
  const requests = tokens.map((tokenId, place) => ({ tokenId, requestId: requestIds[place] ?? "" }));
  const document = { requests, paid, ...mined };
  output.finish(document, () => {
    printTable(
      ["token", "request"],
      requests.map(({ tokenId, requestId }) => [`#${tokenId}`, requestId]),
    );
    printFields({ "paid at most": ether(paid), transaction: mined.hash, gas: figure(mined.gasUsed) });
    console.log(
      output.hint("A running relay (`npx hardhat relay start`) answers; what is not used is refunded."),
    );
  });
  return document;
}
