// Numbers a folder's files for a collection that reveals its metadata after the sale: they are pinned before it is made.
//
//   NUMBER_FOLDER=art npx hardhat run scripts/number.ts                              pictures and metadata, 1 to the last
//   NUMBER_FOLDER=art NUMBER_IMAGE_URI=ipfs://bafy… npx hardhat run scripts/number.ts    with the pictures' own URIs
//
// Nothing is sent, and no network is needed. NUMBER_HELP=1 lists the settings.

import hre from "hardhat";
import { numberSettings, numberStory } from "./mint/number-story.ts";
import { runLocally } from "./support/run-script.ts";

await runLocally(hre, "NUMBER", numberSettings, numberStory);
