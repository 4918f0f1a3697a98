import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import type { FastifyInstance } from "fastify";
import { network } from "hardhat";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import { startRelay, type TestRelay } from "../../../testing/index.ts";
import { serviceOf, TOKEN } from "../support/http.ts";
import { deployWorld } from "../support/world.ts";

const connection = await network.create();

describe("Over HTTP, what signing is on hold for", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "althing-holds-"));
  const grounds = { code: "ALT_RELAY_STORE_RESTORED", message: "an older copy", evidence: "the test's" };
  let relay: TestRelay;
  let service: FastifyInstance;

  before(async () => {
    const world = await deployWorld(connection);
    const file = path.join(folder, "relay.db");
    relay = await startRelay(connection, world.addresses, { store: file });
    const store = await openSqliteStore(file, world.addresses);
    await store.hold(grounds, Date.now());
    await store.close();
    service = await serviceOf(relay);
  });

  after(async () => {
    await service.close();
    await relay.stop();
    rmSync(folder, { recursive: true });
  });

  async function confirm(codes: readonly string[], authorization = `Bearer ${TOKEN}`) {
    const { statusCode, body } = await service.inject({
      method: "POST",
      url: "/holds/confirm",
      headers: { authorization },
      payload: { codes },
    });
    return { statusCode, ...JSON.parse(body) };
  }

  const held = async () => JSON.parse((await service.inject("/holds")).body).holds;

  it("is shown", async () => {
    const [hold, ...others] = await held();
    expect(hold).to.include({ code: grounds.code, message: grounds.message });
    expect(others).to.deep.equal([]);
    expect((await service.inject("/ready")).statusCode).to.equal(503);
  });

  it("is confirmed by nobody without the token, and not by whoever looked at something else", async () => {
    expect(await confirm([grounds.code], "Bearer another")).to.include({ statusCode: 401 });
    const other = await confirm(["ALT_RELAY_LEASE_MISSING"]);
    expect(other).to.include({ statusCode: 409, code: "ALT_RELAY_NOT_CONFIRMED" });
    expect(other.figures).to.deep.equal({ codes: grounds.code });
    expect(await held()).to.have.length(1);
  });

  it("is over once it was confirmed", async () => {
    const { statusCode, holds } = await confirm([grounds.code]);
    expect([statusCode, holds[0].code]).to.deep.equal([200, grounds.code]);
    expect(await held()).to.deep.equal([]);
    expect((await service.inject("/ready")).statusCode).to.equal(200);
  });
});
