import { emptyTask, task } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";
import {
  ACCOUNT_FORMS,
  fromOption,
  numberOption,
  optionalText,
  routerOption,
  SIGNER,
  textOption,
} from "../shared/client-options.ts";
import { csvFlag, jsonFlag } from "../shared/options.ts";

const operator = {
  name: "operator",
  description: `The operator's signer: ${ACCOUNT_FORMS}`,
} as const;

const amount = {
  name: "amount",
  description: "How much of what bonds are made in, such as 1000 or 0.5",
} as const;

const epoch = numberOption("epoch", "Number of an epoch; 0 for the current one", 0n);

export const operatorsTasks: TaskDefinition[] = [
  emptyTask("operators", "Operators: who signs results, what they bonded and earned").build(),
  task(["operators", "list"], "List an epoch's operators with keys, bonds and earnings")
    .addOption(epoch)
    .addFlag(csvFlag)
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./list.ts"))
    .build(),
  task(["operators", "add"], "Start an epoch with one operator more, or propose it to the DAO")
    .addPositionalArgument(operator)
    .addOption(optionalText("sender", "Account that sends fulfilments; the signer if left out"))
    .addOption(optionalText("payout", "Account that is paid; the signer if left out"))
    .addOption(optionalText("description", "What the voters read"))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./add.ts"))
    .build(),
  task(["operators", "bond"], "Put a stake under an operator, approving the token first")
    .addPositionalArgument(operator)
    .addPositionalArgument(amount)
    .addOption(textOption("holder", `Who alone can take it out: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./bond.ts"))
    .build(),
  task(["operators", "unbond"], "Begin to take out a stake under an operator that left the set")
    .addPositionalArgument(operator)
    .addPositionalArgument(amount)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./unbond.ts"))
    .build(),
  task(["operators", "withdraw"], "Withdraw what was unbonded, once it answers for nothing more")
    .addPositionalArgument(operator)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./withdraw.ts"))
    .build(),
  task(["operators", "deputy"], "Let another key send fulfilments in the signer's place, or no longer")
    .addPositionalArgument({ name: "deputy", description: `The other key: ${ACCOUNT_FORMS}` })
    .addFlag({ name: "remove", description: "Take the place from it" })
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./deputy.ts"))
    .build(),
  task(["operators", "claim"], "Empty an epoch's tills and credit its operators' accounts at the router")
    .addOption(epoch)
    .addOption(optionalText("operator", `One operator's signer, instead of all: ${ACCOUNT_FORMS}`))
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./claim.ts"))
    .build(),
  task(["operators", "slash"], "Prove that an operator signed two results of one request, and take its bond")
    .addPositionalArgument({
      name: "first",
      description: "A fulfilment's transaction, or a JSON file with what the operator signed",
    })
    .addPositionalArgument({ name: "second", description: "The other one" })
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./slash.ts"))
    .build(),
];
