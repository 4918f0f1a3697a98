import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { Database } from "../../../relay/adapters/sqlite/database.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import { failure } from "../../helpers/failure.ts";
import { blockHash, DOMAIN, requestOf } from "../support/samples.ts";

const REQUESTS = 50;

describe("A store whose file", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "althing-database-"));
    file = path.join(folder, "relay.db");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  async function filled(): Promise<void> {
    const store = await openSqliteStore(file, DOMAIN);
    const events = Array.from({ length: REQUESTS }, (_, index) => ({
      type: "requested" as const,
      request: requestOf(index + 1),
    }));
    const block = { number: REQUESTS, hash: blockHash(REQUESTS) };
    await store.advance(block, events, { ...block, timestamp: 1n }, block.number, 0);
    await store.close();
  }

  async function refused(code: Parameters<typeof failure>[1]): Promise<void> {
    const { figures } = await failure(openSqliteStore(file, DOMAIN), code);
    expect(figures.file).to.equal(file);
  }

  it("is no database is refused", async () => {
    writeFileSync(
      file,
      "a text that somebody saved here, long enough to be taken for a header of a database ".repeat(9),
    );
    await refused("ALT_RELAY_STORE_DAMAGED");
  });

  it("was cut is refused", async () => {
    await filled();
    truncateSync(file, statSync(file).size / 2);
    await refused("ALT_RELAY_STORE_DAMAGED");
  });

  it("was overwritten in its middle is refused", async () => {
    await filled();
    const descriptor = openSync(file, "r+");
    writeSync(descriptor, Buffer.alloc(10_000, 0xff), 0, 10_000, Math.floor(statSync(file).size / 2));
    closeSync(descriptor);
    await refused("ALT_RELAY_STORE_DAMAGED");
  });

  it("cannot be made is refused", async () => {
    file = path.join(folder, "nowhere", "relay.db");
    await refused("ALT_RELAY_STORE_UNWRITABLE");
  });
});

describe("A database", () => {
  let folder: string;
  let file: string;
  let database: Database;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "althing-database-"));
    file = path.join(folder, "relay.db");
    database = new Database(file);
    database.exec("CREATE TABLE t (x BLOB)");
  });

  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const insert = (bytes: number) => database.run("INSERT INTO t VALUES (zeroblob(:bytes))", { bytes });
  const rows = () => database.get("SELECT count(*) AS count FROM t")?.count;

  it("without room says so, keeps what it had, and goes on once there is room", async () => {
    insert(10);
    database.exec("PRAGMA max_page_count = 4");
    const both = async () =>
      database.transaction(() => {
        insert(10);
        insert(100_000);
      });
    await failure(both(), "ALT_RELAY_STORE_FULL");
    expect(rows()).to.equal(1);
    database.exec("PRAGMA max_page_count = 1000");
    await both();
    expect(rows()).to.equal(3);
  });

  it("that may only be read says so", async () => {
    database.exec("PRAGMA query_only = 1");
    await failure((async () => insert(1))(), "ALT_RELAY_STORE_UNWRITABLE");
  });

  it("that another process holds says so", async () => {
    const other = new Database(file);
    other.exec("PRAGMA busy_timeout = 1; BEGIN IMMEDIATE");
    database.exec("PRAGMA busy_timeout = 1");
    await failure((async () => database.transaction(() => insert(1)))(), "ALT_RELAY_STORE_BUSY");
    other.close();
  });

  it("leaves faults of the program as they are", () => {
    expect(() => database.run("INSERT INTO nowhere VALUES (1)")).to.throw(/no such table/);
  });

  it("is as safe after a transaction that could be repeated as before", () => {
    database.repeatable(() => insert(1));
    expect(database.get("PRAGMA synchronous")?.synchronous).to.equal(2);
    expect(() => database.repeatable(() => database.exec("nonsense"))).to.throw();
    expect(database.get("PRAGMA synchronous")?.synchronous).to.equal(2);
    expect(rows()).to.equal(1);
  });
});
