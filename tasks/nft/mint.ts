import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { ether, figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";
import { type MintWay, mintBy } from "./mint-ways.ts";

export interface MintArguments extends ClientArguments, MintWay {
  readonly to: string;
}

export default action<MintArguments>(async (args, hre) => mint(await openWorkspace(hre, args), args));

export async function mint(workspace: Workspace, { to, ...way }: MintWay & { readonly to: string }) {
  const { output } = workspace;
  const owner = await resolveAccount(workspace, to, "recipient");
  const { mined, ...minted } = await mintBy(workspace, way, owner);
  const document = { ...minted, ...mined };
  output.finish(document, () => {
    printFields({
      minted: minted.tokenIds.map((tokenId) => `#${tokenId}`).join(" "),
      owner: minted.owner,
      paid: ether(minted.paid),
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    });
    console.log(output.hint(`Look at one with \`npx hardhat nft show ${minted.tokenIds[0]}\`.`));
  });
  return document;
}
