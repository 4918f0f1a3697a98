// Gives tokens of the treasury to a list of accounts, each of which claims its own. The steps, each of which can be
// repeated, with AIRDROP_FILE naming a CSV file of account,amount:
//
//   npx hardhat run scripts/airdrop.ts --network localhost                        checks the list, writes claims as JSON
//   AIRDROP_DO=deploy npx hardhat run scripts/airdrop.ts --network localhost      where there is no distributor yet
//   AIRDROP_DO=propose npx hardhat run scripts/airdrop.ts --network localhost     the DAO votes on the list's root
//   AIRDROP_DO=claim npx hardhat run scripts/airdrop.ts --network localhost       once the proposal is executed
//
// AIRDROP_HELP=1 lists the settings.

import hre from "hardhat";
import { airdropSettings, airdropStory } from "./airdrop/airdrop-story.ts";
import { runScript } from "./support/run-script.ts";

await runScript(hre, "AIRDROP", airdropSettings, airdropStory);
