// The Hardhat plugin of Althing. It only describes: every action is loaded when it runs, since a fresh checkout has to
// load this file before anything is compiled.

import type { HardhatPlugin } from "hardhat/types/plugins";
import { accountsTasks } from "./accounts/index.ts";
import { demoTasks } from "./demo/index.ts";
import { deployTasks } from "./deploy/index.ts";
import { relayTasks } from "./relay/index.ts";

const althing: HardhatPlugin = {
  id: "althing",
  // Not a package of its own: with a name, an import error in an action would read "plugin not installed".
  npmPackage: null,
  tasks: [...accountsTasks, ...demoTasks, ...deployTasks, ...relayTasks],
};

export default althing;
