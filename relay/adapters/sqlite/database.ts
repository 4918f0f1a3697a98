import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { fail } from "../../../protocol/errors.ts";
import { openDatabase } from "./driver.ts";
import { storeFault } from "./faults.ts";

export type Row = Readonly<Record<string, unknown>>;
export type Values = Record<string, SQLInputValue>;

/**
 * SQLite with prepared statements kept, and transactions as a function. Named parameters stand as `:name`.
 * @throws ALT_RELAY_STORE_DAMAGED, ALT_RELAY_STORE_FULL, ALT_RELAY_STORE_UNWRITABLE, ALT_RELAY_STORE_IO,
 * ALT_RELAY_STORE_BUSY from every method
 */
export class Database {
  readonly file: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.file = file;
    this.#database = this.#guarded(() => openDatabase(file));
  }

  /** Runs any number of statements. */
  exec(sql: string): void {
    this.#guarded(() => this.#database.exec(sql));
  }

  all(sql: string, values: Values = {}): Row[] {
    return this.#guarded(() => this.#prepare(sql).all(values)) as Row[];
  }

  get(sql: string, values: Values = {}): Row | undefined {
    return this.#guarded(() => this.#prepare(sql).get(values)) as Row | undefined;
  }

  /** Returns how many rows changed. */
  run(sql: string, values: Values = {}): number {
    return Number(this.#guarded(() => this.#prepare(sql).run(values)).changes);
  }

  /** Inserts, and returns the new row's number. */
  insert(sql: string, values: Values): number {
    return Number(this.#guarded(() => this.#prepare(sql).run(values)).lastInsertRowid);
  }

  /**
   * Runs `body` wholly or not at all; once it returns, it is on disk. `body` may not wait for anything: another
   * transaction could come between.
   */
  transaction<Result>(body: () => Result): Result {
    this.exec("BEGIN IMMEDIATE");
    try {
      const result = body();
      this.exec("COMMIT");
      return result;
    } catch (error) {
      // A disk that is full has ended it already.
      if (this.#database.isTransaction) this.exec("ROLLBACK");
      throw error;
    }
  }

  /**
   * A transaction that does not wait for the disk, which takes the time of several others. A process that dies loses
   * nothing by it; a machine that dies may lose the last ones, in order, up to the next `transaction`. So it is for what
   * the relay makes again by itself: what it read from the chain, and executions.
   */
  repeatable<Result>(body: () => Result): Result {
    this.exec("PRAGMA synchronous = NORMAL");
    try {
      return this.transaction(body);
    } finally {
      this.exec("PRAGMA synchronous = FULL");
    }
  }

  /** @throws ALT_RELAY_STORE_DAMAGED */
  check(depth: "quick_check" | "integrity_check"): void {
    const found = this.all(`PRAGMA ${depth}(1)`)[0]?.[depth];
    if (found !== "ok") throw fail("ALT_RELAY_STORE_DAMAGED", { file: this.file, fault: String(found) });
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #guarded<Result>(body: () => Result): Result {
    try {
      return body();
    } catch (error) {
      throw storeFault(error, this.file);
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
