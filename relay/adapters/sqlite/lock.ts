import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { Holder } from "../../domain/lease.ts";
import { openDatabase, openReadOnly } from "./driver.ts";
import { storeFault } from "./faults.ts";

const BUSY = 5;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS holder (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  pid   INTEGER NOT NULL,
  host  TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT`;

/** Locks of this process: whoever else in it asks must not even read their files (see `holderOf`). */
const held = new Map<string, Holder>();

/** A small database that one process has for itself, until it closes it or ends, in whatever way. */
export interface Lock {
  readonly database: DatabaseSync;
  close(): void;
}

/** Takes the lock `file`, and makes it and its folder where there is none; or says who has it. */
export function takeLock(file: string, now: number): Lock | Holder {
  const own = held.get(file);
  if (own) return own;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const database = openDatabase(file, { exclusive: true });
    const holder = { pid: process.pid, host: hostname(), since: now };
    signIn(database, holder);
    held.set(file, holder);
    const close = () => {
      if (!database.isOpen) return;
      database.close();
      held.delete(file);
    };
    return { database, close };
  } catch (error) {
    if (isBusy(error)) return holderOf(file);
    throw storeFault(error, file);
  }
}

export function isLock(taken: Lock | Holder): taken is Lock {
  return "database" in taken;
}

/** In the main file, not in the write-ahead log alone: there it can be read while the lock is held. */
function signIn(database: DatabaseSync, { pid, host, since }: Holder): void {
  try {
    database.exec(SCHEMA);
    database.prepare("INSERT OR REPLACE INTO holder VALUES (1, ?, ?, ?)").run(pid, host, since);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Reads past the lock. Never in the process that has it: the operating system drops a process's locks on a file with the
 * first of its descriptors that is closed.
 */
function holderOf(file: string): Holder {
  const url = pathToFileURL(file);
  url.search = "immutable=1";
  try {
    const database = openReadOnly(url);
    try {
      return database.prepare("SELECT pid, host, since FROM holder").get() as unknown as Holder;
    } finally {
      database.close();
    }
  } catch {
    // It is being written this moment.
    return { pid: 0, host: "an unknown host", since: 0 };
  }
}

function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === "number" && (errcode & 0xff) === BUSY;
}
