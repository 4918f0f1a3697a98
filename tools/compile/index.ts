// A Hardhat plugin that compiles on all of the machine's cores, and leaves out a warning that nobody can act on.

import type { HardhatPlugin } from "hardhat/types/plugins";

export const quickCompile: HardhatPlugin = {
  id: "althing-quick-compile",
  npmPackage: null,
  hookHandlers: { solidity: () => import("./hooks.ts") },
};
