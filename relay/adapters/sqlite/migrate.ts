import { type RunnableMigration, Umzug } from "umzug";
import { fail } from "../../../protocol/errors.ts";
import type { Database } from "./database.ts";
import { store } from "./migrations/0001-store.ts";

/** One step of the schema. It is never changed once it was released: the next one builds on it. */
export interface Migration {
  /** Sorts after those before it. */
  readonly name: string;
  readonly sql: string;
}

/** All of them, oldest first. */
const migrations: readonly Migration[] = [store];

/**
 * Brings a store to the schema of this program, each step wholly or not at all.
 * @throws ALT_RELAY_STORE_NEWER if a later program has changed it already
 */
export async function migrate(database: Database, file: string, steps = migrations): Promise<void> {
  database.exec("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) STRICT");
  const found = applied(database).find((name) => !steps.some((step) => step.name === name));
  if (found !== undefined)
    throw fail("ALT_RELAY_STORE_NEWER", { file, found, known: steps.at(-1)?.name ?? "none" });
  const umzug = new Umzug({
    migrations: steps.map(runnable),
    context: database,
    storage: {
      executed: async () => applied(database),
      // A migration's own transaction has done it.
      logMigration: async () => {},
      unlogMigration: async () => {},
    },
    logger: undefined,
  });
  await umzug.up();
}

/** Another process may open the store at the same time: who comes second finds it done. */
function runnable({ name, sql }: Migration): RunnableMigration<Database> {
  return {
    name,
    up: async ({ context: database }) =>
      database.transaction(() => {
        if (database.run("INSERT OR IGNORE INTO migrations VALUES (:name)", { name }) > 0) database.exec(sql);
      }),
  };
}

function applied(database: Database): string[] {
  return database.all("SELECT name FROM migrations ORDER BY name").map(({ name }) => name as string);
}
