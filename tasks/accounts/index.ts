import { task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";
import { jsonFlag } from "../shared/options.ts";

export const accountsTasks: TaskDefinition[] = [
  task("accounts", "List the network's accounts with what they hold")
    .addFlag(jsonFlag)
    .setAction(() => import("./accounts.ts"))
    .build(),
];
