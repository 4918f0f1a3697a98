import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";
import { ACCOUNT_FORMS, fromOption, optionalText, SIGNER } from "../shared/client-options.ts";
import { jsonFlag } from "../shared/options.ts";

const recipient = {
  name: "to",
  description: `Who gets them: ${ACCOUNT_FORMS}`,
} as const;
const beneficiary = {
  name: "account",
  description: `Whose grants: ${ACCOUNT_FORMS}`,
  defaultValue: SIGNER,
} as const;
const amount = { name: "amount", description: "Tokens, such as 1.5" } as const;

export const tokenTasks: TaskDefinition[] = [
  emptyTask("token", "The voting token: balances, transfers, votes").build(),
  task(["token", "balance"], "Show what an account holds and what it can vote with")
    .addPositionalArgument({
      name: "account",
      description: `Whose: ${ACCOUNT_FORMS}`,
      defaultValue: SIGNER,
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
  task(["token", "mint"], "Propose to the DAO that new tokens be made: minting belongs to its treasury")
    .addPositionalArgument(recipient)
    .addPositionalArgument(amount)
    .addOption(optionalText("description", "What the voters read; by default what is minted for whom"))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./mint.ts"))
    .build(),
  task(["token", "vesting"], "Show an account's vesting grants: what is vested, claimed, and can be claimed")
    .addPositionalArgument(beneficiary)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./vesting.ts"))
    .build(),
  task(["token", "claim"], "Have an account paid what has vested of its grants; anyone may")
    .addPositionalArgument(beneficiary)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./claim.ts"))
    .build(),
  task(["token", "airdrops"], "List the rounds of airdrops: what is claimed, what is left, until when")
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./airdrops.ts"))
    .build(),
];
