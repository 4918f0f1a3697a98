import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { Database } from "../../../relay/adapters/sqlite/database.ts";
import { type Migration, migrate } from "../../../relay/adapters/sqlite/migrate.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import { failure } from "../../helpers/failure.ts";
import { DOMAIN } from "../support/samples.ts";

const FIRST: Migration = { name: "0001", sql: "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)" };
const SECOND: Migration = { name: "0002", sql: "ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 2" };

describe("A store's migrations", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "althing-migrate-"));
    file = path.join(folder, "relay.db");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  async function open(...steps: Migration[]): Promise<Database> {
    const database = new Database(file);
    await migrate(database, file, steps);
    return database;
  }

  it("run once each, in order, and keep what the store holds", async () => {
    (await open(FIRST)).close();
    const database = await open(FIRST, SECOND);
    expect(database.all("SELECT x, y FROM a")).to.deep.equal([{ __proto__: null, x: 1, y: 2 }]);
    database.close();
  });

  it("are done by one of two that open the store at once", async () => {
    const [one, other] = await Promise.all([open(FIRST, SECOND), open(FIRST, SECOND)]);
    expect(one.all("SELECT x FROM a").length).to.equal(1);
    one.close();
    other.close();
  });

  it("leave nothing of one that fails, and go on from there", async () => {
    const broken = { name: "0002", sql: "CREATE TABLE b (x INTEGER); INSERT INTO nowhere VALUES (1)" };
    const database = new Database(file);
    await migrate(database, file, [FIRST, broken]).then(
      () => expect.fail("it should fail"),
      () => undefined,
    );
    database.close();
    const mended = await open(FIRST, { ...broken, sql: "CREATE TABLE b (x INTEGER)" });
    expect(mended.all("SELECT name FROM migrations")).to.have.length(2);
    mended.close();
  });

  it("refuse a store that a newer program has changed", async () => {
    await (await openSqliteStore(file, DOMAIN)).close();
    const database = new Database(file);
    database.run("INSERT INTO migrations VALUES ('9999-later')");
    database.close();
    const { figures } = await failure(openSqliteStore(file, DOMAIN), "ALT_RELAY_STORE_NEWER");
    expect(figures).to.include({ file, found: "9999-later" });
  });
});
