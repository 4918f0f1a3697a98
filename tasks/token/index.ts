import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";
import { fromOption, textOption } from "../shared/client-options.ts";
import { jsonFlag } from "../shared/options.ts";

const recipient = {
  name: "to",
  description: "Address, or a name of the deployment such as treasury",
} as const;
const amount = { name: "amount", description: "Tokens, such as 1.5" } as const;

export const tokenTasks: TaskDefinition[] = [
  emptyTask("token", "The voting token: balances, transfers, votes").build(),
  task(["token", "balance"], "Show what an account holds and what it can vote with")
    .addPositionalArgument({
      name: "account",
      description: "Address, or a name of the deployment; the signer if left out",
      defaultValue: "",
    })
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./balance.ts"))
    .build(),
  task(["token", "transfer"], "Send tokens to another account")
    .addPositionalArgument(recipient)
    .addPositionalArgument(amount)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./transfer.ts"))
    .build(),
  task(
    ["token", "delegate"],
    "Give the signer's votes to an account; tokens vote only once they are delegated",
  )
    .addPositionalArgument({
      name: "to",
      description: "Address that votes with them; the signer itself if left out",
      defaultValue: "",
    })
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./delegate.ts"))
    .build(),
  task(["token", "mint"], "Propose to the DAO that new tokens be made: minting belongs to its treasury")
    .addPositionalArgument(recipient)
    .addPositionalArgument(amount)
    .addOption(textOption("description", "What the voters read; by default what is minted for whom"))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./mint.ts"))
    .build(),
];
