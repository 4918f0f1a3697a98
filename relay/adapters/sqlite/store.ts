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
  const database = new Database(file);
  try {
    database.check("quick_check");
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

function claim(database: Database, file: string, { chainId, router }: StoreIdentity): void {
  const mine = `chain ${chainId}, router ${router.toLowerCase()}`;
  database.run("INSERT OR IGNORE INTO meta VALUES ('identity', :mine)", { mine });
  const found = database.get("SELECT value FROM meta WHERE key = 'identity'")?.value as string;
  if (found !== mine) throw fail("ALT_RELAY_STORE_FOREIGN", { file, found, expected: mine });
}
