import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import {
  ACCOUNT_FORMS,
  collectionOption,
  fromOption,
  numberOption,
  optionalText,
  SIGNER,
  textOption,
} from "../shared/client-options.ts";
import { jsonFlag } from "../shared/options.ts";

const tokenId = { name: "token", description: "The token's id", type: ArgumentType.BIGINT } as const;

export const nftTasks: TaskDefinition[] = [
  emptyTask("nft", "Collections: sell, mint, show, carve, transfer, reveal").build(),
  task(["nft", "mint"], "Mint tokens: at the price for everybody, by an allowlist, or by a voucher")
    .addOption(numberOption("count", "How many", 1n))
    .addOption(textOption("to", `Who gets them: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(
      optionalText("list", "Allowlist of the open phase (CSV: account, limit, price), for its entries"),
    )
    .addOption(textOption("price", "Ether a token, where the list's lines name none", "0"))
    .addOption(optionalText("voucher", "Voucher of the signing account, as `nft voucher` writes it"))
    .addOption(collectionOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./mint.ts"))
    .build(),
  task(["nft", "show"], "Show a token: owner, traits, metadata, and its picture on request")
    .addPositionalArgument(tokenId)
    .addOption(collectionOption)
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
    .addOption(collectionOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./carve.ts"))
    .build(),
  task(["nft", "transfer"], "Give a token to another account")
    .addPositionalArgument({
      name: "to",
      description: `Who gets it: ${ACCOUNT_FORMS}`,
    })
    .addPositionalArgument(tokenId)
    .addOption(collectionOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./transfer.ts"))
    .build(),
  task(["nft", "sale"], "Show a sale: its phases, what is open, and what an account may mint now")
    .addOption(textOption("account", `Whose share: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(collectionOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./sale.ts"))
    .build(),
  task(
    ["nft", "voucher"],
    "Sign what an account may mint in a phase for vouchers, as the collection's signer",
  )
    .addPositionalArgument({ name: "account", description: `Who may mint: ${ACCOUNT_FORMS}` })
    .addOption(numberOption("limit", "Tokens in all", 1n))
    .addOption(textOption("price", "Ether a token", "0"))
    .addOption(numberOption("hours", "Hours until it is void; 0: it is good as long as the phase", 0n))
    .addOption(optionalText("phase", "Number of the phase; the one that is open or comes next if not named"))
    .addOption(optionalText("out", "File to write it to; voucher-<account>.json if not named"))
    .addOption(collectionOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./voucher.ts"))
    .build(),
  task(["nft", "commit"], "Commit to metadata before a sale: a seed is made and kept, its commitment shown")
    .addPositionalArgument({
      name: "uri",
      description: "Where the metadata is: the number of a file follows it, such as ipfs://bafy…/",
    })
    .addOption(textOption("out", "File that keeps the seed, for `nft reveal`", "reveal.json"))
    .addFlag(jsonFlag)
    .setAction(() => import("./commit.ts"))
    .build(),
  task(["nft", "reveal"], "Draw which token shows what, and reveal it; each step is taken once")
    .addOption(optionalText("secret", "File that `nft commit` wrote; without it, the draw alone"))
    .addOption(collectionOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./reveal.ts"))
    .build(),
];
