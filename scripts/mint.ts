// Mints tokens of the collection. After `npx hardhat deploy --network localhost`:
//
//   npx hardhat run scripts/mint.ts --network localhost                        three tokens
//   MINT_COUNT=500 npx hardhat run scripts/mint.ts --network localhost         in batches, with a bar
//   MINT_FOLDER=art npx hardhat run scripts/mint.ts --network localhost        one for each art/<name>.json
//
// `hardhat run` hands no arguments on, so settings are environment variables: MINT_HELP=1 lists them. As tasks they would
// be a second way to mint beside `nft mint`, and could not be changed where they stand, as this file can.
//
// A run that was stopped or killed goes on with the same command, and mints nothing twice: each transaction stands in a
// journal before it is sent, and its nonce can be used only once.

import hre from "hardhat";
import { mintSettings, mintStory } from "./mint/mint-story.ts";
import { runScript } from "./support/run-script.ts";

await runScript(hre, "MINT", mintSettings, mintStory);
