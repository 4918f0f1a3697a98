import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { backUp } from "../../../relay/adapters/sqlite/backup.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import type { Store } from "../../../relay/store-port.ts";
import { failure } from "../../helpers/failure.ts";
import { blockHash, DOMAIN, requestOf } from "../support/samples.ts";

describe("A backup", () => {
  let folder: string;
  let file: string;
  let copy: string;
  let store: Store;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "althing-backup-"));
    file = path.join(folder, "relay.db");
    copy = path.join(folder, "copy.db");
    store = await openSqliteStore(file, DOMAIN);
    await takeIn(1);
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  function takeIn(number: number) {
    const block = { number, hash: blockHash(number) };
    const events = [{ type: "requested" as const, request: requestOf(number) }];
    return store.advance(block, events, { ...block, timestamp: 1n }, block.number, 0);
  }

  it("holds what the store held, and holds signing back", async () => {
    const { bytes } = backUp(file, copy, 1_000);
    expect(bytes).to.be.greaterThan(10_000);
    await takeIn(2);
    const restored = await openSqliteStore(copy, DOMAIN);
    expect(await restored.countByState()).to.include({ seen: 1 });
    expect(await store.countByState()).to.include({ seen: 2 });
    expect(await restored.holds()).to.deep.equal([
      {
        code: "ALT_RELAY_STORE_RESTORED",
        message:
          "The store is a copy of 1970-01-01T00:00:01.000Z: what was signed since then it does not know",
        since: 1_000,
      },
    ]);
    await restored.close();
    expect(await store.holds()).to.deep.equal([]);
  });

  it("is one file and leaves nothing beside it", () => {
    backUp(file, copy, 0);
    expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).to.deep.equal(["copy.db"]);
  });

  it("replaces nothing", async () => {
    writeFileSync(copy, "precious");
    await failure((async () => backUp(file, copy, 0))(), "ALT_RELAY_BACKUP_EXISTS");
  });

  it("that cannot be made says why and leaves nothing", async () => {
    const nowhere = path.join(folder, "nowhere", "copy.db");
    const { figures } = await failure((async () => backUp(file, nowhere, 0))(), "ALT_RELAY_BACKUP_FAILED");
    expect(figures.file).to.equal(nowhere);
    expect(existsSync(`${nowhere}.part`)).to.equal(false);
  });
});
