import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";
import { fromOption, optionalText, textOption } from "../shared/client-options.ts";
import { jsonFlag } from "../shared/options.ts";

const proposal = {
  name: "proposal",
  description: "The proposal's id, or `latest`",
  defaultValue: "latest",
} as const;

const advanceFlag = {
  name: "advance",
  description: "On a local network, first let the time pass that this step still needs",
} as const;

export const daoTasks: TaskDefinition[] = [
  emptyTask("dao", "Proposals: from propose through vote and queue to execute").build(),
  task(["dao", "propose"], "Propose a call that the treasury will make if the vote passes")
    .addPositionalArgument({ name: "description", description: "What the voters read" })
    .addOption(
      optionalText("target", "Name in the deployment (router, token, …) or address of what is called"),
    )
    .addOption(
      optionalText("function", "Its function: setFuelPrice, or with types where the target is no name"),
    )
    .addOption(textOption("args", "Its arguments: values between commas, or a JSON array", "[]"))
    .addOption(textOption("value", "Ether to send with the call, such as 0.5", "0"))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./propose.ts"))
    .build(),
  task(["dao", "vote"], "Vote on a proposal with the power that the signer had at its snapshot")
    .addPositionalArgument(proposal)
    .addOption(textOption("vote", "for, against or abstain", "for"))
    .addOption(optionalText("reason", "Why, for others to read"))
    .addFlag(advanceFlag)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./vote.ts"))
    .build(),
  task(["dao", "queue"], "Queue a proposal that passed in the timelock")
    .addPositionalArgument(proposal)
    .addFlag(advanceFlag)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./queue.ts"))
    .build(),
  task(["dao", "execute"], "Execute a queued proposal once the timelock's delay is over")
    .addPositionalArgument(proposal)
    .addFlag(advanceFlag)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./execute.ts"))
    .build(),
  task(["dao", "status"], "Show where a proposal stands and what it needs next")
    .addPositionalArgument(proposal)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./status.ts"))
    .build(),
  task(["dao", "list"], "List all proposals")
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./list.ts"))
    .build(),
];
