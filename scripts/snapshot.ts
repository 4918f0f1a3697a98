// Writes who held the token, or the collection's tokens, at a block, and with how many votes, as CSV.
//
//   npx hardhat run scripts/snapshot.ts --network localhost
//   SNAPSHOT_OF=collection SNAPSHOT_BLOCK=120 npx hardhat run scripts/snapshot.ts --network localhost
//
// SNAPSHOT_HELP=1 lists the settings. Events are read in chunks, and what they tell is held against the contract's own
// state at the block: balances, votes and supply. An old block needs a node that keeps its state.

import hre from "hardhat";
import { snapshotSettings, snapshotStory } from "./snapshot/snapshot-story.ts";
import { runScript } from "./support/run-script.ts";

await runScript(hre, "SNAPSHOT", snapshotSettings, snapshotStory);
