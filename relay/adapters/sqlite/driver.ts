import type { DatabaseSync } from "node:sqlite";

type Sqlite = typeof import("node:sqlite");

/** Room for the pages of requests under way and the tops of all indexes, however large the store is. */
const CACHE_KIB = 32 * 1_024;

/** Loads SQLite without the warning that some releases of Node 24 print for it; every other warning still shows. */
function loadSqlite(): Sqlite {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes("SQLite")) Reflect.apply(emitWarning, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}

/**
 * Opens a database that survives a crash at any moment: write-ahead log, and every commit is on disk before it returns.
 * `file` ":memory:" keeps it in memory, for tests. `exclusive`: for this process alone, or not at all.
 */
export function openDatabase(file: string, { exclusive = false } = {}): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file);
  try {
    if (exclusive) database.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE;");
    else database.exec("PRAGMA busy_timeout = 5000;");
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE_KIB};`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens a database that nothing is written to through this. */
export function openReadOnly(file: string | URL): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  return new DatabaseSync(file, { readOnly: true });
}
