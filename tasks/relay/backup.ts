import { existsSync } from "node:fs";
import path from "node:path";
import { fail } from "../../protocol/errors.ts";
import { backUp } from "../../relay/adapters/sqlite/backup.ts";
import { action } from "../shared/action.ts";
import { figure } from "../shared/format.ts";
import { connect } from "../shared/network.ts";
import { outputFor } from "../shared/output.ts";
import { type RelayArguments, storeFile } from "./shared.ts";

interface BackupArguments extends Pick<RelayArguments, "store" | "json"> {
  readonly to: string | undefined;
}

export default action<BackupArguments>(async (args, hre) => {
  const file = storeFile(await connect(hre), args.store);
  if (!existsSync(file)) throw fail("ALT_RELAY_NO_STORE", { file });
  const now = Date.now();
  const backup = backUp(file, path.resolve(args.to ?? `${file}.${stamp(now)}`), now);
  outputFor(args).finish(backup, () => {
    console.log(
      `${backup.file} holds the store as it is now, ${figure(backup.bytes)} bytes, and was checked.`,
    );
    console.log("A relay that is started on it signs nothing until `relay confirm`.");
  });
});

/** A time that sorts, and that any file system takes as a name: `20261121T230735Z`. */
function stamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, "");
}
