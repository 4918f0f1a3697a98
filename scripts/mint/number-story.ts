import path from "node:path";
import { fail } from "../../protocol/errors.ts";
import { figure } from "../../tasks/shared/format.ts";
import { type Output, printFields } from "../../tasks/shared/output.ts";
import { outputFolder } from "../support/files.ts";
import { type Settings, text, whole } from "../support/settings.ts";
import { readFolder } from "./folder.ts";
import { prepareFolder } from "./prepare.ts";

export const numberSettings = {
  NUMBER_FOLDER: text("Folder of pictures and JSON metadata: owl.png and owl.json, …", "art"),
  NUMBER_SUPPLY: whole("The collection's maxSupply, which the folder must hold; 0 takes what there is", "0"),
  NUMBER_SUFFIX: text("What follows the number in a token's URI, as the config has it", ".json"),
  NUMBER_IMAGE_URI: text("Where the numbered pictures were pinned, such as ipfs://bafy…"),
  NUMBER_OUT: text("Folder for what is to be pinned"),
};

/** Writes what is to be pinned. The order is the folder's: the reveal shuffles it. */
export async function numberStory(output: Output, settings: Settings<typeof numberSettings>) {
  const folder = path.resolve(settings.NUMBER_FOLDER);
  const items = readFolder(folder);
  const supply = settings.NUMBER_SUPPLY;
  if (supply !== 0n && supply !== BigInt(items.length))
    throw fail("ALT_MINT_FOLDER_SUPPLY", { folder, count: items.length, supply });
  const out = settings.NUMBER_OUT ?? outputFolder("reveal", path.basename(folder));
  const numbered = items.map((item, place) => ({ tokenId: String(place + 1), item }));
  const prepared = prepareFolder(out, numbered, settings.NUMBER_IMAGE_URI, settings.NUMBER_SUFFIX);
  const document = { count: items.length, ...prepared };
  output.finish(document, () => {
    printFields({
      Numbered: `1 to ${figure(items.length)}`,
      Pictures: prepared.images,
      Metadata: prepared.metadata,
    });
    console.log(
      prepared.imagesUnpinned
        ? `\nPin ${prepared.images}, and run this again with NUMBER_IMAGE_URI set to its URI.`
        : `\nPin ${prepared.metadata}, and commit to its URI and a slash: npx hardhat nft commit URI/`,
    );
  });
  return document;
}
