import { task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import { jsonFlag } from "../shared/options.ts";

const organisationOption = {
  name: "organisation",
  description: "The config of the organisation",
  type: ArgumentType.STRING,
  defaultValue: "althing.config.ts",
} as const;

export const deployTasks: TaskDefinition[] = [
  task("compose", "Write the Solidity of the contracts that the organisation's config asks for")
    .addFlag(jsonFlag)
    .addOption(organisationOption)
    .addFlag({ name: "check", description: "Write nothing, and fail where something would be written" })
    .setAction(() => import("./compose.ts"))
    .build(),
  task("deploy", "Deploy the organisation of althing.config.ts, or go on where a deploy stopped")
    .addFlag(jsonFlag)
    .addOption(organisationOption)
    .addFlag({
      name: "reset",
      description: "Set an earlier deployment on this network aside and deploy anew",
    })
    .addFlag({
      name: "plan",
      description:
        "Send nothing: show what would be deployed, sent and granted, with gas, tried out on a copy",
    })
    .setAction(() => import("./deploy.ts"))
    .build(),
];
