import path from "node:path";
import type { RouterDomain } from "../../../protocol/typed-data.ts";
import type { Holder, Signings } from "../../domain/lease.ts";
import type { KeyLease } from "../../ports.ts";
import { storeFault } from "./faults.ts";
import { isLock, type Lock, takeLock } from "./lock.ts";

const SCHEMA = `
CREATE TABLE IF NOT EXISTS lease (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  store_id   TEXT NOT NULL,
  signatures INTEGER NOT NULL
) STRICT`;

/** The lease of `key` for a router: a file in `folder`, which every relay on this machine has to share. */
export function sqliteLease(folder: string, { chainId, router }: RouterDomain, key: string): KeyLease {
  const file = path.resolve(folder, `${chainId}-${router}-${key}.db`.toLowerCase());
  let lock: Lock | undefined;
  return { key, take, record, write, close };

  function take(now: number): Holder | undefined {
    if (lock) return undefined;
    const taken = takeLock(file, now);
    if (!isLock(taken)) return taken;
    taken.database.exec(SCHEMA);
    lock = taken;
    return undefined;
  }

  function record(): Signings | undefined {
    const row = mine().prepare("SELECT store_id, signatures FROM lease").get();
    if (row === undefined) return undefined;
    return { storeId: row.store_id as string, signatures: row.signatures as number };
  }

  function write({ storeId, signatures }: Signings): void {
    try {
      mine().prepare("INSERT OR REPLACE INTO lease VALUES (1, ?, ?)").run(storeId, signatures);
    } catch (error) {
      throw storeFault(error, file);
    }
  }

  function close(): void {
    lock?.close();
    lock = undefined;
  }

  function mine() {
    if (lock === undefined) throw new TypeError(`the lease of ${key} was not taken`);
    return lock.database;
  }
}
