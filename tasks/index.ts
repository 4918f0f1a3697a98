// The Hardhat plugin of Althing. It only describes: every action is loaded when it runs, since a fresh checkout has to
// load this file before anything is compiled.

import type { HardhatPlugin } from "hardhat/types/plugins";
import { accountsTasks } from "./accounts/index.ts";
import { daoTasks } from "./dao/index.ts";
import { demoTasks } from "./demo/index.ts";
import { deployTasks } from "./deploy/index.ts";
import { functionsTasks } from "./functions/index.ts";
import { nftTasks } from "./nft/index.ts";
import { operatorsTasks } from "./operators/index.ts";
import { relayTasks } from "./relay/index.ts";
import { tokenTasks } from "./token/index.ts";

const althing: HardhatPlugin = {
  id: "althing",
  // Not a package of its own: with a name, an import error in an action would read "plugin not installed".
  npmPackage: null,
  hookHandlers: { solidity: () => import("./shared/build-hooks.ts") },
  tasks: [
    ...accountsTasks,
    ...daoTasks,
    ...demoTasks,
    ...deployTasks,
    ...functionsTasks,
    ...nftTasks,
    ...operatorsTasks,
    ...relayTasks,
    ...tokenTasks,
  ],
};

export default althing;
