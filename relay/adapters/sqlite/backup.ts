import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { fail } from "../../../protocol/errors.ts";
import { reasonOf } from "../../domain/retry.ts";
import { Database } from "./database.ts";
import { addHold } from "./hold.ts";

/** A copy of a store. */
export interface Backup {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Copies a store that may be in use, as it stands at one moment, and checks the copy. A relay that is started on the copy
 * signs nothing until that is confirmed. The copy gets its name when it is whole.
 * @throws ALT_RELAY_BACKUP_EXISTS, ALT_RELAY_BACKUP_FAILED
 */
export function backUp(store: string, file: string, now: number): Backup {
  if (existsSync(file)) throw fail("ALT_RELAY_BACKUP_EXISTS", { file });
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    copy(store, part);
    seal(part, now);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw fail("ALT_RELAY_BACKUP_FAILED", { file, fault: (error as Error).message }, error);
  }
  return { file, bytes: statSync(file).size };
}

/** A snapshot: unlike SQLite's backup by pages it does not start again whenever the relay writes. */
function copy(store: string, part: string): void {
  const source = new Database(store);
  try {
    source.run("VACUUM INTO :part", { part });
  } finally {
    source.close();
  }
}

/** What was signed after the copy was made it does not know. The hold is written with a sync, which brings the whole copy on disk. */
function seal(part: string, now: number): void {
  const database = new Database(part);
  try {
    database.check("integrity_check");
    const at = new Date(now).toISOString();
    addHold(database, { evidence: at, ...reasonOf(fail("ALT_RELAY_STORE_RESTORED", { at })) }, now);
  } finally {
    database.close();
  }
}
