// A Hardhat plugin that runs all Mocha tests on all of the machine's processors, and tests that are named in one.

import { overrideTask } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

export const parallelTests: HardhatPlugin = {
  id: "althing-parallel-tests",
  npmPackage: null,
  tasks: [
    overrideTask(["test", "mocha"])
      .setAction(() => import("./run.ts"))
      .build(),
  ],
};
