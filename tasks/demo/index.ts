import { task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import { jsonFlag } from "../shared/options.ts";

export const demoTasks: TaskDefinition[] = [
  task(
    "demo",
    "The whole story on a node of its own: deploy, mint, vote, and let a function carve the shields",
  )
    .addFlag(jsonFlag)
    .addFlag({ name: "keep", description: "Leave node and relay up until Ctrl-C" })
    .addOption({
      name: "out",
      description: "Folder for the pictures",
      type: ArgumentType.FILE,
      defaultValue: "minted",
    })
    .addOption({
      name: "port",
      description: "Where the node listens with --keep",
      type: ArgumentType.INT,
      defaultValue: 8545,
    })
    .setAction(() => import("./demo.ts"))
    .build(),
];
