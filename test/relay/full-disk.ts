import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { network } from "hardhat";
import { Database } from "../../relay/adapters/sqlite/database.ts";
import { sqliteStore } from "../../relay/adapters/sqlite/store.ts";
import { relayParts } from "../../relay/compose.ts";
import type { Progress } from "../../relay/progress.ts";
import { Relay } from "../../relay/relay.ts";
import { localSettings } from "../../relay/settings.ts";
import { sharedRuntime } from "../../testing/runtime.ts";
import { until } from "../helpers/until.ts";
import { askMany, deployWorld, type World } from "./support/world.ts";

const connection = await network.create();
const REQUESTS = 12;

describe("A relay whose disk is full", () => {
  let folder: string;
  let world: World;
  let database: Database;
  let relay: Relay;
  let told: Progress[];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "althing-disk-"));
    world = await deployWorld(connection);
    database = new Database(path.join(folder, "relay.db"));
    told = [];
    const parts = await relayParts({
      provider: connection.ethers.provider,
      domain: { chainId: world.addresses.chainId, router: world.addresses.router },
      wallets: world.wallets,
      runtime: sharedRuntime(),
      keepAlive: false,
      settings: { ...localSettings, backoff: { firstMs: 5, maxMs: 20 } },
      onProgress: (progress) => told.push(progress),
    });
    await parts.store.close();
    relay = new Relay({ ...parts, store: await sqliteStore(database, world.addresses) });
    await relay.start();
  });

  afterEach(async () => {
    await relay.stop();
    rmSync(folder, { recursive: true });
  });

  /** As many more pages as the file may have; SQLite itself refuses what goes beyond, as it does on a full disk. */
  function leaveRoom(pages: number): void {
    const count = database.get("PRAGMA page_count")?.page_count as number;
    database.exec(`PRAGMA max_page_count = ${count + pages}`);
  }

  function problems(): (string | undefined)[] {
    return Object.values(relay.problems).map(({ code }) => code);
  }

  for (const pages of [0, 3, 6, 9, 12]) {
    it(`says so, and loses nothing, with room for ${pages} pages more`, async () => {
      leaveRoom(pages);
      await askMany(world, REQUESTS);
      await until(() => problems().includes("ALT_RELAY_STORE_FULL"));
      database.exec("PRAGMA max_page_count = 1000000");
      await until(async () => (await relay.requests({ states: ["settled"] })).length === REQUESTS);
      await until(() => problems().length === 0);
      const settled = await world.router.queryFilter(world.router.filters.Settled());
      const ids = settled.map(({ args }) => args.id);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(told.filter(({ type }) => type === "executed").length).to.equal(REQUESTS);
    });
  }
});
