import { statSync } from "node:fs";
import { fail } from "../../../protocol/errors.ts";
import type { Store } from "../../store-port.ts";
import { Database } from "./database.ts";
import { deadStore } from "./dead.ts";
import { doctorStore } from "./doctor.ts";
import { executeStore } from "./execute.ts";
import { holdStore } from "./hold.ts";
import { migrate } from "./migrate.ts";
import { signStore } from "./sign.ts";
import { statusStore } from "./status.ts";
import { submitStore } from "./submit.ts";
import { watchStore } from "./watch.ts";

/** Larger files are not checked at the start, which would take seconds; a doctor does it. */
const MOST_CHECKED = 512 * 2 ** 20;

/** What a store belongs to. */
export interface StoreIdentity {
  readonly chainId: bigint;
  readonly router: string;
}

/**
 * Opens the store in `file`, or makes it, with the schema of this program; ":memory:" keeps it in memory.
 * @throws ALT_RELAY_STORE_FOREIGN if it belongs to another router or chain, ALT_RELAY_STORE_NEWER if a later program used
 * it, ALT_RELAY_STORE_DAMAGED, and whatever else a disk may do (ALT_RELAY_STORE_…)
 */
export async function openSqliteStore(file: string, identity: StoreIdentity): Promise<Store> {
  return sqliteStore(new Database(file), identity);
}

/** A store on a database, which it closes in the end. @throws as `openSqliteStore` */
export async function sqliteStore(database: Database, identity: StoreIdentity): Promise<Store> {
  const { file } = database;
  try {
    if (bytesOf(file) <= MOST_CHECKED) database.check("quick_check");
    await migrate(database, file);
    claim(database, file, identity);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    ...watchStore(database),
    ...executeStore(database),
    ...holdStore(database),
    ...signStore(database),
    ...submitStore(database),
    ...deadStore(database),
    ...statusStore(database),
    ...doctorStore(database),
    close: async () => database.close(),
  };
}

function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function claim(database: Database, file: string, { chainId, router }: StoreIdentity): void {
  const mine = `chain ${chainId}, router ${router.toLowerCase()}`;
  database.run("INSERT OR IGNORE INTO meta VALUES ('identity', :mine)", { mine });
  const found = database.get("SELECT value FROM meta WHERE key = 'identity'")?.value as string;
  if (found !== mine) throw fail("ALT_RELAY_STORE_FOREIGN", { file, found, expected: mine });
}
