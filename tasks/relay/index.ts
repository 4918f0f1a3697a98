import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";
import { routerOption } from "../shared/client-options.ts";
import { jsonFlag } from "../shared/options.ts";

const rpcUrlOption = {
  name: "rpcUrl",
  description: 'RPC endpoints to use instead of the network\'s own: "/run/geth.ipc weight=3, wss://b"',
  type: ArgumentType.STRING_WITHOUT_DEFAULT,
  defaultValue: undefined,
} as const;

const storeOption = {
  name: "store",
  description: "File of the relay's store; .relay/<network>.db if left out",
  type: ArgumentType.FILE_WITHOUT_DEFAULT,
  defaultValue: undefined,
} as const;

const keyOptions = [
  {
    name: "keyEnv",
    description: "Environment variable with the operator's private key",
    type: ArgumentType.STRING,
    defaultValue: "ALTHING_OPERATOR_KEY",
  },
  {
    name: "passwordEnv",
    description: "Environment variable with the keystore's password",
    type: ArgumentType.STRING,
    defaultValue: "ALTHING_KEYSTORE_PASSWORD",
  },
] as const;

const keystoreOption = {
  name: "keystore",
  description: "Encrypted JSON keystore with the operator's key, instead of the environment",
  type: ArgumentType.FILE_WITHOUT_DEFAULT,
  defaultValue: undefined,
} as const;

const httpOption = {
  name: "http",
  description: "Address of the HTTP service, such as 127.0.0.1:8080; ALTHING_HTTP, or none, if left out",
  type: ArgumentType.STRING_WITHOUT_DEFAULT,
  defaultValue: undefined,
} as const;

const backupOption = {
  name: "to",
  description:
    "File of the copy, which must not exist; beside the store, with the time in its name, if left out",
  type: ArgumentType.FILE_WITHOUT_DEFAULT,
  defaultValue: undefined,
} as const;

/** A task that works on a relay's store; the relay may run meanwhile. */
function storeTask(name: string | string[], description: string) {
  return task(name, description)
    .addOption(rpcUrlOption)
    .addOption(routerOption)
    .addOption(storeOption)
    .addFlag(jsonFlag);
}

export const relayTasks: TaskDefinition[] = [
  emptyTask("relay", "Run a relay that serves requests, and look at it").build(),
  task(["relay", "start"], "Serve the router's requests until Ctrl-C")
    .addOption(rpcUrlOption)
    .addOption(routerOption)
    .addOption(storeOption)
    .addOption(keyOptions[0])
    .addOption(keystoreOption)
    .addOption(keyOptions[1])
    .addOption(httpOption)
    .addFlag({ name: "json", description: "Log one JSON object a line" })
    .setAction(() => import("./start.ts"))
    .build(),
  task(["relay", "confirm"], "Let a relay sign again, after showing why it does not")
    .addOption(rpcUrlOption)
    .addOption(routerOption)
    .addOption(storeOption)
    .addFlag({ name: "yes", description: "Confirm without asking" })
    .addFlag(jsonFlag)
    .setAction(() => import("./confirm.ts"))
    .build(),
  task(["relay", "status"], "Show how a relay is, refreshed in a terminal until Ctrl-C")
    .addOption(rpcUrlOption)
    .addOption(routerOption)
    .addOption(storeOption)
    .addOption(httpOption)
    .addFlag({ name: "once", description: "Show it once, also in a terminal" })
    .addFlag(jsonFlag)
    .setAction(() => import("./status.ts"))
    .build(),
  task(["relay", "backup"], "Copy the store, also while the relay runs")
    .addOption(storeOption)
    .addOption(backupOption)
    .addFlag(jsonFlag)
    .setAction(() => import("./backup.ts"))
    .build(),
  storeTask(["relay", "doctor"], "Hold the store against the chain, and say what is wrong")
    .addFlag({ name: "fix", description: "Mend what can be mended; signatures stay as they are" })
    .setAction(() => import("./doctor.ts"))
    .build(),
  emptyTask(["relay", "dead"], "Look at what the relay gave up, and replay it").build(),
  storeTask(["relay", "dead", "list"], "Show what the relay gave up, newest first")
    .setAction(() => import("./dead/list.ts"))
    .build(),
  storeTask(["relay", "dead", "show"], "Show one request that the relay gave up, and why")
    .addPositionalArgument({ name: "request", description: "Its id" })
    .setAction(() => import("./dead/show.ts"))
    .build(),
  storeTask(["relay", "dead", "replay"], "Give a request that the relay gave up another chance")
    .addPositionalArgument({ name: "request", description: "Its id; not with --all", defaultValue: "" })
    .addFlag({ name: "all", description: "Replay all that can still be in time" })
    .setAction(() => import("./dead/replay.ts"))
    .build(),
];
