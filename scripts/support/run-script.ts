import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { openWorkspace, type Workspace } from "../../tasks/shared/clients.ts";
import { type Output, outputFor } from "../../tasks/shared/output.ts";
import { knownError, report } from "../../tasks/shared/report.ts";
import {
  describeSettings,
  type Environment,
  flag,
  readSettings,
  type Settings,
  type SettingTable,
  text,
} from "./settings.ts";

/** The exit code of a process that Ctrl-C ended: shells count 128 and the signal's number. */
const INTERRUPTED = 130;

/** Runs a script's story with its settings on the deployment of the command line's network, as {@link runLocally} does. */
export async function runScript<Table extends SettingTable>(
  hre: HardhatRuntimeEnvironment,
  prefix: string,
  own: Table,
  story: (workspace: Workspace, settings: Settings<Table>) => Promise<unknown>,
  env: Environment = process.env,
): Promise<void> {
  const signing = {
    [`${prefix}_FROM`]: text("Account that signs: its number in `npx hardhat accounts`, or its address", "0"),
  };
  const open = async ({ json }: Output, settings: Settings<Table & typeof signing>) => {
    const from = String(settings[`${prefix}_FROM`]);
    return story(await openWorkspace(hre, { json, from }), settings as Settings<Table>);
  };
  await runLocally(hre, prefix, { ...own, ...signing }, open, env);
}

/**
 * Runs a story that needs no deployment. Errors of ours are told in one line and end the process with 1, or with 130
 * where Ctrl-C stopped the story. `PREFIX_HELP=1` tells the settings.
 */
export async function runLocally<Table extends SettingTable>(
  hre: HardhatRuntimeEnvironment,
  prefix: string,
  own: Table,
  story: (output: Output, settings: Settings<Table>) => Promise<unknown>,
  env: Environment = process.env,
): Promise<void> {
  const { network } = hre.globalOptions;
  const table = { ...own, ...commonSettings(prefix) };
  const json = env[`${prefix}_JSON`] === "1";
  try {
    const settings = readSettings(prefix, table, env);
    if (settings[`${prefix}_HELP`]) return console.log(describeSettings(table));
    await story(outputFor({ json }, network), settings as Settings<Table>);
  } catch (error) {
    const known = knownError(error);
    if (known === undefined) throw error;
    report(known, json, network);
    process.exitCode = known.code === "ALT_SCRIPT_STOPPED" ? INTERRUPTED : 1;
  }
}

/** What every script can be told. */
function commonSettings(prefix: string): SettingTable {
  return {
    [`${prefix}_JSON`]: flag("1 prints one JSON document and nothing else"),
    [`${prefix}_HELP`]: flag("1 prints this table"),
  };
}
