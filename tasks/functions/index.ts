import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
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

const functionId = { name: "id", description: "The function's id", type: ArgumentType.BIGINT } as const;
const endpoint = { name: "endpoint", description: "Name or signature of one of its endpoints" } as const;
const args = textOption("args", "Its arguments: values between commas, or a JSON array", "[]");
const abi = textOption("abi", "JSON file with the ABI, if the artefact does not announce it", "");
const fuelLimit = numberOption("fuelLimit", "Most fuel that the call may burn", 100_000_000n);
const codeVersion = numberOption("codeVersion", "Version of the function; 0 for the newest", 0n);

export const functionsTasks: TaskDefinition[] = [
  emptyTask("functions", "Off-chain functions: publish, pay, ask").build(),
  task(["functions", "publish"], "Bundle a function's source, check that it starts, and publish it")
    .addPositionalArgument({
      name: "file",
      description: "Its TypeScript, JavaScript or AssemblyScript (or the folder), or a .wasm module",
      type: ArgumentType.FILE,
    })
    .addOption(abi)
    .addOption(numberOption("id", "Function to add a version to; 0 publishes a new one", 0n))
    .addOption(numberOption("royalty", "Basis points of the fees for the function's owner", 0n))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./publish.ts"))
    .build(),
  task(
    ["functions", "admit"],
    "Let calls name a version of a function under an execution domain, once for all",
  )
    .addPositionalArgument(functionId)
    .addOption(codeVersion)
    .addOption(optionalText("domain", "Execution domain; the newest that the DAO allows if left out"))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./admit.ts"))
    .build(),
  task(["functions", "run"], "Run an endpoint on this machine as an operator would, and say what it costs")
    .addPositionalArgument({
      name: "artefact",
      description: "Its TypeScript, JavaScript or AssemblyScript (or the folder), or a .wasm module",
      type: ArgumentType.FILE,
    })
    .addPositionalArgument(endpoint)
    .addVariadicArgument({
      name: "args",
      description: "Its arguments; arrays and structs as JSON; numbers below zero after --",
      defaultValue: [],
    })
    .addOption(abi)
    .addOption(fuelLimit)
    .addFlag({ name: "profile", description: "Also show which functions burnt the fuel" })
    .addFlag(jsonFlag)
    .setAction(() => import("./run.ts"))
    .build(),
  task(["functions", "list"], "List all published functions")
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./list.ts"))
    .build(),
  task(["functions", "quote"], "Say what a call can cost at most")
    .addPositionalArgument(functionId)
    .addPositionalArgument(endpoint)
    .addOption(args)
    .addOption(fuelLimit)
    .addOption(codeVersion)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./quote.ts"))
    .build(),
  task(["functions", "account"], "Show an account at the router: balance, waiting requests, who may spend")
    .addOption(textOption("account", `Whose account: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./account.ts"))
    .build(),
  task(["functions", "authorize"], "Let a consumer spend of the signer's account, up to a cap")
    .addPositionalArgument({ name: "consumer", description: `Who: ${ACCOUNT_FORMS}` })
    .addOption(
      optionalText(
        "cap",
        "Most ether it may ever have spent and have in escrow; `none` for no cap; 0 ends it",
      ),
    )
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./authorize.ts"))
    .build(),
  task(["functions", "fund"], "Add ether to an account at the router, from which requests are paid")
    .addPositionalArgument({ name: "amount", description: "Ether, such as 0.5" })
    .addOption(textOption("account", `Whose account: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./fund.ts"))
    .build(),
  task(["functions", "withdraw"], "Take unused ether out of the signer's account at the router")
    .addPositionalArgument({ name: "amount", description: "Ether, such as 0.5" })
    .addOption(textOption("to", `Who gets it: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./withdraw.ts"))
    .build(),
  task(["functions", "request"], "Ask an endpoint, paid from the signer's account at the router")
    .addPositionalArgument(functionId)
    .addPositionalArgument(endpoint)
    .addOption(args)
    .addOption(fuelLimit)
    .addOption(codeVersion)
    .addOption(textOption("account", `Whose account pays: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(numberOption("wait", "Seconds to wait for the answer", 0n))
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./request.ts"))
    .build(),
  task(["functions", "show"], "Show a function with its requests, or one request with its answer")
    .addPositionalArgument({
      name: "what",
      description: "A function's id, or a request's (0x and 64 digits)",
    })
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./show.ts"))
    .build(),
  task(
    ["functions", "routers"],
    "List the routers that the DAO named: accounts stay at the one where they are",
  )
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./routers.ts"))
    .build(),
  task(["functions", "expire"], "End requests whose deadline has passed, with a full refund")
    .addVariadicArgument({
      name: "requests",
      description: "The requests' ids; all overdue ones of the account if none is named",
      defaultValue: [],
    })
    .addOption(textOption("account", `Whose account: ${ACCOUNT_FORMS}`, SIGNER))
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./expire.ts"))
    .build(),
  task(["functions", "deliver"], "Call a consumer again with an answer whose callback failed")
    .addPositionalArgument({ name: "request", description: "The request's id" })
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./deliver.ts"))
    .build(),
  task(["functions", "receipts"], "List settled requests with fuel, gas, and what each cost by part")
    .addOption(optionalText("account", `Only those that this account paid: ${ACCOUNT_FORMS}`))
    .addOption(numberOption("function", "Only those of this function; 0 for all", 0n))
    .addOption(numberOption("fromBlock", "Only those made in this block or later", 0n))
    .addOption(numberOption("limit", "At most so many, the newest; 0 for all", 0n))
    .addOption(routerOption)
    .addOption(fromOption)
    .addFlag(csvFlag)
    .addFlag(jsonFlag)
    .setAction(() => import("./receipts.ts"))
    .build(),
];
