import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { network } from "hardhat";
import { Outcome } from "../../../protocol/outcome.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import type { RequestState } from "../../../relay/domain/request.ts";
import type { Progress } from "../../../relay/progress.ts";
import { startRelay, type TestRelay, type TestRelayOptions } from "../../../testing/index.ts";
import { failure } from "../../helpers/failure.ts";
import { until } from "../../helpers/until.ts";
import { ask, deployWorld, type World } from "../support/world.ts";

const connection = await network.create();
const { mine, takeSnapshot } = connection.networkHelpers;

describe("Signing is on hold", () => {
  let world: World;
  let folder: string;
  let told: Progress[];
  const running = new Set<TestRelay>();

  beforeEach(async () => {
    world = await deployWorld(connection);
    folder = mkdtempSync(path.join(tmpdir(), "althing-holds-"));
    told = [];
  });

  afterEach(async () => {
    for (const relay of running) await stop(relay);
    rmSync(folder, { recursive: true });
  });

  async function start(options: Partial<TestRelayOptions> = {}): Promise<TestRelay> {
    const onProgress = (progress: Progress) => told.push(progress);
    const { wallets } = world;
    const relay = await startRelay(connection, world.addresses, { wallets, onProgress, ...options });
    running.add(relay);
    return relay;
  }

  async function stop(relay: TestRelay): Promise<void> {
    running.delete(relay);
    await relay.stop();
  }

  /** A relay with a file for a store, and leases. */
  function guarded(store = "relay.db", leases = "leases"): Promise<TestRelay> {
    return start({ store: path.join(folder, store), leases: path.join(folder, leases) });
  }

  async function serve(relay: TestRelay): Promise<string> {
    await ask(world);
    const [request] = await relay.settle();
    expect(request?.outcome).to.equal(Outcome.Success);
    return request?.id ?? "";
  }

  async function codesOf({ relay }: TestRelay): Promise<string[]> {
    return (await relay.status()).holds.map(({ code }) => code);
  }

  async function untilHeld(relay: TestRelay, ...codes: string[]): Promise<void> {
    await until(async () =>
      codes.every((code) => told.some((one) => one.type === "held" && one.hold.code === code)),
    );
    expect(await codesOf(relay)).to.have.members(codes);
  }

  /** Asks, and sees that the request is executed but not signed for. */
  async function askInVain(relay: TestRelay): Promise<string> {
    const before = new Set((await relay.relay.requests()).map(({ id }) => id));
    await ask(world);
    const fresh = async () => (await relay.relay.requests()).find(({ id }) => !before.has(id));
    await until(async () => (await fresh())?.state === "executed");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const request = await fresh();
    expect(request?.state).to.equal("executed");
    return request?.id ?? "";
  }

  async function untilState(relay: TestRelay, id: string, state: RequestState): Promise<void> {
    await until(async () => (await relay.relay.request(id))?.state === state);
  }

  it("after a reorg of what was final, until it is confirmed; all else goes on", async () => {
    const settings = { finalityDepth: 2 };
    const relay = await start({ settings });
    const before = await takeSnapshot();
    await mine(6);
    await until(async () => (await relay.relay.upToDate()) !== undefined);
    await before.restore();
    await mine(2);
    await ask(world);
    await mine(9);
    await untilHeld(relay, "ALT_RELAY_REORG_PAST_FINALITY");
    await until(async () => (await relay.relay.requests({ states: ["executed"] })).length === 1);
    await until(async () => (await relay.relay.upToDate()) !== undefined);
    const [request] = await relay.relay.requests();
    expect((await relay.relay.upToDate())?.number).to.equal(
      await connection.ethers.provider.getBlockNumber(),
    );
    expect(told.filter(({ type }) => type === "signed")).to.deep.equal([]);
    expect((await relay.relay.confirm()).map(({ code }) => code)).to.deep.equal([
      "ALT_RELAY_REORG_PAST_FINALITY",
    ]);
    await untilState(relay, request?.id ?? "", "settled");
    expect(told.some(({ type }) => type === "released")).to.equal(true);
    expect(await codesOf(relay)).to.deep.equal([]);
  });

  it("for no reorg of what was not final", async () => {
    const relay = await start({ settings: { finalityDepth: 6 } });
    const before = await takeSnapshot();
    await ask(world);
    await mine(5);
    await until(async () => (await relay.relay.upToDate()) !== undefined);
    await before.restore();
    await mine(1);
    await ask(world, { fuelLimit: 19_000_000n });
    await mine(9);
    await until(async () => (await relay.relay.requests({ states: ["settled"] })).length === 1);
    expect(told.some(({ type }) => type === "reorg")).to.equal(true);
    expect(told.some(({ type }) => type === "held")).to.equal(false);
    const states = (await relay.relay.requests()).map(({ state }) => state);
    expect(states).to.have.members(["settled", "withdrawn"]);
  });

  it("with an old copy of the store: what may have been signed never is again, what comes later is", async () => {
    const [file, copy] = [path.join(folder, "relay.db"), path.join(folder, "copy.db")];
    let relay = await guarded();
    await serve(relay);
    await stop(relay);
    copyFileSync(file, copy);
    relay = await guarded();
    await serve(relay);
    await stop(relay);
    copyFileSync(copy, file);
    relay = await guarded();
    await untilHeld(relay, "ALT_RELAY_LEASE_AHEAD", "ALT_RELAY_SIGNATURE_UNKNOWN");
    const doubtful = await askInVain(relay);
    expect((await relay.relay.confirm()).length).to.equal(2);
    await untilState(relay, doubtful, "parked");
    expect((await relay.relay.request(doubtful))?.reason?.code).to.equal("ALT_RELAY_MAYBE_SIGNED");
    await ask(world);
    await until(async () => (await relay.relay.requests({ states: ["settled"] })).length === 3);
    await stop(relay);
    relay = await guarded();
    expect(await codesOf(relay)).to.deep.equal([]);
  });

  it("with another store than the one that signed last", async () => {
    const first = await guarded("first.db");
    await serve(first);
    await stop(first);
    const second = await guarded("second.db");
    await untilHeld(second, "ALT_RELAY_LEASE_FOREIGN", "ALT_RELAY_SIGNATURE_UNKNOWN");
    await second.relay.confirm();
    await serve(second);
    await stop(second);
    told = [];
    await untilHeld(await guarded("first.db"), "ALT_RELAY_LEASE_FOREIGN", "ALT_RELAY_SIGNATURE_UNKNOWN");
  });

  it("with a store that comes without its key's lease", async () => {
    const here = await guarded();
    await serve(here);
    await stop(here);
    const elsewhere = await guarded("relay.db", "other leases");
    await untilHeld(elsewhere, "ALT_RELAY_LEASE_MISSING");
    await elsewhere.relay.confirm();
    await serve(elsewhere);
  });

  it("where the chain shows a signature that a new store does not know of", async () => {
    const lost = await guarded("lost.db", "lost leases");
    await serve(lost);
    await stop(lost);
    const relay = await guarded();
    await untilHeld(relay, "ALT_RELAY_SIGNATURE_UNKNOWN");
    await askInVain(relay);
    await relay.relay.confirm();
    await ask(world);
    await until(async () => (await relay.relay.requests({ states: ["settled"] })).length === 2);
  });

  it("while another relay has the key, which nobody can confirm away", async () => {
    const first = await guarded("first.db");
    const second = await guarded("second.db");
    await untilHeld(second, "ALT_RELAY_KEY_IN_USE");
    const [hold] = (await second.relay.status()).holds;
    expect(hold?.message).to.contain(`Process ${process.pid} on ${hostname()}`);
    expect(await second.relay.confirm()).to.deep.equal([]);
    await serve(first);
    expect(await codesOf(second)).to.include("ALT_RELAY_KEY_IN_USE");
    await stop(first);
    await until(async () => (await codesOf(second)).includes("ALT_RELAY_LEASE_FOREIGN"));
    expect(await codesOf(second)).to.not.include("ALT_RELAY_KEY_IN_USE");
    await second.relay.confirm();
    await serve(second);
  });

  it("no longer for another relay that an earlier run met", async () => {
    const file = path.join(folder, "relay.db");
    const store = await openSqliteStore(file, world.addresses);
    await store.hold({ code: "ALT_RELAY_KEY_IN_USE", message: "another one signs", evidence: "a key" }, 1);
    await store.close();
    const relay = await start({ store: file });
    expect(await codesOf(relay)).to.deep.equal([]);
    await serve(relay);
  });

  it("for no relay that starts again with its own store", async () => {
    for (let i = 0; i < 3; i++) {
      const relay = await guarded();
      await serve(relay);
      expect(await codesOf(relay)).to.deep.equal([]);
      await stop(relay);
    }
  });

  it("or not at all: a store is one relay's at a time", async () => {
    const relay = await guarded();
    const error = await failure(guarded(), "ALT_RELAY_STORE_IN_USE");
    expect(error.figures).to.include({ pid: process.pid, host: hostname() });
    await stop(relay);
    await serve(await guarded());
  });
});
