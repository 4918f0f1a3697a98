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

const tokenId = { name: "token", description: "The token's id", type: ArgumentType.BIGINT } as const;

export const nftTasks: TaskDefinition[] = [
  emptyTask("nft", "The collection of shields: mint, show, carve, transfer").build(),
  task(["nft", "mint"], "Mint shields at the collection's price")
    .addOption(numberOption("count", "How many", 1n))
    .addOption(textOption("to", `Who gets them: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./mint.ts"))
    .build(),
  task(["nft", "show"], "Show a shield: owner, traits, metadata, and its picture on request")
    .addPositionalArgument(tokenId)
    .addOption(optionalText("svg", "File to write the picture to; `-` prints it alone"))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./show.ts"))
    .build(),
  task(
    ["nft", "carve"],
    "Ask the off-chain function for the traits of shields that the signer owns, and pay for it",
  )
    .addVariadicArgument({ name: "tokens", description: "The tokens' ids", type: ArgumentType.BIGINT })
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./carve.ts"))
    .build(),
  task(["nft", "transfer"], "Give a shield to another account")
    .addPositionalArgument({
      name: "to",
      description: `Who gets it: ${ACCOUNT_FORMS}`,
    })
    .addPositionalArgument(tokenId)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./transfer.ts"))
    .build(),
];
