import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import {
  ACCOUNT_FORMS,
  fromOption,
  numberOption,
  optionalText,
  SIGNER,
  textOption,
} from "../shared/client-options.ts";
import { jsonFlag } from "../shared/options.ts";

const proposal = {
  name: "proposal",
  description: "The proposal's id, or `latest`",
  defaultValue: "latest",
} as const;

const mandate = {
  name: "mandate",
  description: "The mandate's id, or `latest`",
  defaultValue: "latest",
} as const;

const advanceFlag = {
  name: "advance",
  description: "On a local network, first let the time pass that this step still needs",
} as const;

export const daoTasks: TaskDefinition[] = [
  emptyTask("dao", "Proposals: from propose through vote and queue to execute").build(),
  task(["dao", "propose"], "Propose calls that the treasury will make if the vote passes")
    .addPositionalArgument({
      name: "description",
      description: "What the voters read, unless a file says it",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption(
      optionalText(
        "file",
        "A proposal of any number of calls: JSON, or a module that makes it of typed clients",
      ),
    )
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
  task(
    ["dao", "simulate"],
    "Execute a proposal on a copy of the chain, and show what each call does or why it fails",
  )
    .addPositionalArgument({
      name: "proposal",
      description: "The proposal's id, `latest`, or a file as `dao propose --file` takes",
      defaultValue: "latest",
    })
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./simulate.ts"))
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
  task(["dao", "ballot"], "Sign a vote that anybody may cast, so that the voter needs no ether")
    .addPositionalArgument(proposal)
    .addOption(textOption("vote", "for, against or abstain", "for"))
    .addOption(optionalText("reason", "Why, for others to read"))
    .addOption(
      optionalText(
        "out",
        "Where the ballot goes; ballot-<proposal>-<voter>.json if left out, with the id's first 8 digits",
      ),
    )
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./ballot.ts"))
    .build(),
  task(["dao", "cast"], "Cast a vote that its voter signed with dao ballot")
    .addPositionalArgument({ name: "file", description: "The ballot's file" })
    .addFlag(advanceFlag)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./cast.ts"))
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
  task(["dao", "power"], "Show what an account can vote with, and what keeps it from voting")
    .addPositionalArgument({
      name: "account",
      description: `Whose: ${ACCOUNT_FORMS}`,
      defaultValue: SIGNER,
    })
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./power.ts"))
    .build(),
  task(["dao", "delegate"], "Give the signer's votes to an account; tokens vote only once they are delegated")
    .addPositionalArgument({
      name: "to",
      description: `Who votes with them: ${ACCOUNT_FORMS}`,
      defaultValue: SIGNER,
    })
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./delegate.ts"))
    .build(),
  task(["dao", "delegates"], "List who votes with how much, and what gives votes to nobody")
    .addFlag({ name: "idle", description: "List those instead whose tokens give votes to nobody" })
    .addOption(numberOption("offset", "How many to leave out, of those with most", 0n))
    .addOption(numberOption("limit", "At most so many", 25n))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./delegates.ts"))
    .build(),
  task(["dao", "list"], "List all proposals")
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./list.ts"))
    .build(),
  task(["dao", "fund"], "Send ether to the treasury, for proposals to spend")
    .addPositionalArgument({ name: "amount", description: "Ether, such as 0.5" })
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./fund.ts"))
    .build(),
  task(["dao", "mandates"], "List all mandates: payments that a function works out within what was voted")
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./mandates.ts"))
    .build(),
  task(["dao", "mandate"], "Show where a mandate stands, whom it pays, and what it needs next")
    .addPositionalArgument(mandate)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./mandate.ts"))
    .build(),
  task(
    ["dao", "carry"],
    "Take a mandate's next step, which is anyone's: schedule the answer, pay it, or end what expired",
  )
    .addPositionalArgument(mandate)
    .addFlag(advanceFlag)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./carry.ts"))
    .build(),
  task(
    ["dao", "refuse"],
    "End a mandate before it is paid, as its guardian or a canceller of the treasury; the DAO proposes `cancel`",
  )
    .addPositionalArgument(mandate)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./refuse.ts"))
    .build(),
];
