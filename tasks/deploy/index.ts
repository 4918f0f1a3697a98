import { task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";
import { jsonFlag } from "../shared/options.ts";

export const deployTasks: TaskDefinition[] = [
  task("deploy", "Deploy token, DAO, collection and function contracts, or go on where a deploy stopped")
    .addFlag(jsonFlag)
    .addFlag({
      name: "reset",
      description: "Set an earlier deployment on this network aside and deploy anew",
    })
    .setAction(() => import("./deploy.ts"))
    .build(),
];
