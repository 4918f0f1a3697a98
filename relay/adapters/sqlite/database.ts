import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { openDatabase } from "./driver.ts";

export type Row = Readonly<Record<string, unknown>>;
export type Values = Record<string, SQLInputValue>;

/** SQLite with prepared statements kept, and transactions as a function. Named parameters stand as `:name`. */
export class Database {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.#database = openDatabase(file);
  }

  /** Runs any number of statements. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  all(sql: string, values: Values = {}): Row[] {
    return this.#prepare(sql).all(values) as Row[];
  }

  get(sql: string, values: Values = {}): Row | undefined {
    return this.#prepare(sql).get(values) as Row | undefined;
  }

  /** Returns how many rows changed. */
  run(sql: string, values: Values = {}): number {
    return Number(this.#prepare(sql).run(values).changes);
  }

  /** Inserts, and returns the new row's number. */
  insert(sql: string, values: Values): number {
    return Number(this.#prepare(sql).run(values).lastInsertRowid);
  }

  /** Runs `body` wholly or not at all. It may not wait for anything: another transaction could come between. */
  transaction<Result>(body: () => Result): Result {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = body();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
