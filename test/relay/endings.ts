import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { id, Wallet } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { silentLog } from "../../relay/adapters/pino/log.ts";
import { openSqliteStore } from "../../relay/adapters/sqlite/store.ts";
import { receiptOf } from "../../relay/domain/execution.ts";
import { expiryGasLimit } from "../../relay/domain/gas.ts";
import type { Progress } from "../../relay/progress.ts";
import { startRelay, type TestRelay } from "../../testing/index.ts";
import { failure } from "../helpers/failure.ts";
import { until } from "../helpers/until.ts";
import { executionOf } from "./support/samples.ts";
import { ask, askMany, askPaid, callOf, deployWorld, publishRaw, type World } from "./support/world.ts";

const connection = await network.create();
const { time } = connection.networkHelpers;

describe("Requests that nobody fulfils", () => {
  let world: World;
  let relay: TestRelay;
  let told: Progress[];

  beforeEach(async () => {
    world = await deployWorld(connection);
    told = [];
    relay = await startRelay(connection, world.addresses, { onProgress: (progress) => told.push(progress) });
  });

  afterEach(() => relay.stop());

  it("are declined with the reason where another execution domain is pinned", async () => {
    const foreign = id("another execution domain");
    await world.router.connect(world.dao).setDomain(foreign, true);
    await ask(world, { executionDomain: foreign });
    await failure(relay.settle(), "ALT_RELAY_REQUEST_DECLINED");
    const [declined] = await relay.relay.requests({ states: ["declined"] });
    expect(declined?.reason?.code).to.equal("ALT_RELAY_FOREIGN_DOMAIN");
    const ofRequest = told.filter((progress) => "id" in progress);
    expect(ofRequest.map(({ type }) => type)).to.deep.equal(["seen", "declined"]);
  });

  it("are declined where the relay began to read after their program was admitted", async () => {
    const late = await publishRaw(world, new TextEncoder().encode("admitted before"));
    await callOf(world, { functionId: late });
    await relay.stop();
    const startBlock = (await connection.ethers.provider.getBlockNumber()) + 1;
    const settings = { startBlock, maxExecutions: 2, backoff: { firstMs: 2, maxMs: 2 } };
    relay = await startRelay(connection, world.addresses, { settings });
    await ask(world, { functionId: late });
    await failure(relay.settle(), "ALT_RELAY_REQUEST_DECLINED");
    const [declined] = await relay.relay.requests({ states: ["declined"] });
    expect(declined?.reason?.code).to.equal("ALT_RELAY_PROGRAM_UNKNOWN");
  });

  it("are expired after their deadline and refunded whole", async () => {
    const foreign = id("another execution domain");
    await world.router.connect(world.dao).setDomain(foreign, true);
    const { balance } = await world.router.accountOf(world.payer);
    await ask(world, { executionDomain: foreign });
    await time.increase(3_601);
    const [expired] = await relay.settle();
    expect(expired).to.include({ expired: true, outcome: undefined, charged: 0n });
    expect(expired?.refunded).to.equal(expired?.escrow);
    expect((await world.router.accountOf(world.payer)).balance).to.equal(balance);
  });

  it("are expired many at a time, though each refunds a fresh account", async () => {
    const foreign = id("another execution domain");
    await world.router.connect(world.dao).setDomain(foreign, true);
    for (let i = 0; i < 5; i++) {
      await askPaid(world, Wallet.createRandom().address, { executionDomain: foreign });
    }
    await time.increase(3_601);
    const expired = await relay.settle();
    expect(expired.map(({ refunded, escrow }) => refunded - escrow)).to.deep.equal([0n, 0n, 0n, 0n, 0n]);
    expect(new Set(expired.map(({ settlementTransaction }) => settlementTransaction)).size).to.equal(1);
  });
});

describe("A request whose deadline is near", () => {
  it("is left to expire, as a late receipt would earn nothing", async () => {
    const world = await deployWorld(connection);
    const settings = { lateMarginMs: 100_000 };
    const relay = await startRelay(connection, world.addresses, { settings });
    const soon = BigInt(await time.latest()) + 90n;
    await ask(world, { deadline: soon });
    await ask(world, { deadline: soon + 3_600n });
    await until(async () => (await relay.relay.status()).requests.settled === 1);
    expect((await relay.relay.status()).requests.executed).to.equal(1);
    await time.increaseTo(soon + 1n);
    expect((await relay.settle()).map(({ expired }) => expired)).to.deep.equal([true, false]);
    await relay.stop();
  });
});

describe("The sweep's budget", () => {
  const DAY_MS = 24 * 3_600_000;
  const FOREIGN = id("another execution domain");

  it("holds expiries back once it is spent, and lets them go on the next day", async () => {
    const world = await deployWorld(connection);
    await world.router.connect(world.dao).setDomain(FOREIGN, true);
    for (let i = 0; i < 3; i++) await ask(world, { executionDomain: FOREIGN });
    await time.increase(3_601);
    let now = Date.now();
    const expiry = { maxRequests: 50, maxWeiPerDay: await priceOfOne() };
    const clock = { now: () => now };
    const warned: unknown[] = [];
    const log = { ...silentLog, warn: (fields: { code?: string }) => warned.push(fields.code) };
    const relay = await startRelay(connection, world.addresses, { settings: { expiry }, clock, log });

    const overdue = async () => (await relay.relay.status()).sweep.overdue;
    await until(async () => warned.includes("ALT_RELAY_EXPIRY_BUDGET") && (await overdue()) === 2);
    const { sweep } = await relay.relay.status();
    expect(sweep.maxWeiPerDay).to.equal(expiry.maxWeiPerDay);
    expect(sweep.spent).to.be.within(1n, expiry.maxWeiPerDay);

    now += DAY_MS + 1;
    await until(async () => (await overdue()) === 1);
    await relay.stop();
  });

  /** The wei that the relay sets aside for expiring one request. */
  async function priceOfOne(): Promise<bigint> {
    const { maxFeePerGas } = await connection.ethers.provider.getFeeData();
    return expiryGasLimit(1) * (maxFeePerGas ?? 0n);
  }
});

describe("Requests that no operator can run", () => {
  it("end as unserviceable, without a fuel fee", async () => {
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses);
    const functionId = await publishRaw(world, new TextEncoder().encode("this is no JavaScript"));
    await ask(world, { functionId });
    const [request] = await relay.settle();
    await relay.stop();
    const { fixedFee } = await world.router.terms();
    expect(request).to.include({ outcome: Outcome.Unserviceable, result: "0x", fuelUsed: 0n });
    expect(request?.charged).to.equal(fixedFee + (request?.reimbursed ?? 0n));
  });

  it("end as unserviceable where the published bytes are WebAssembly", async () => {
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses);
    const functionId = await publishRaw(world, Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), { kind: 0n });
    await ask(world, { functionId });
    const [request] = await relay.settle();
    await relay.stop();
    expect(request?.outcome).to.equal(Outcome.Unserviceable);
  });
});

describe("A request for which another receipt was signed before", () => {
  it("is parked, and nothing more is signed for it", async () => {
    const world = await deployWorld(connection);
    const [operator] = world.wallets;
    const file = path.join(mkdtempSync(path.join(tmpdir(), "althing-relay-")), "relay.db");
    await ask(world);
    const [requested] = await world.router.queryFilter(world.router.filters.Requested());
    const store = await openSqliteStore(file, world.addresses);
    await store.guard([operator?.address ?? ""], [receiptOf(requested?.args.id ?? "", executionOf())]);
    await store.close();

    const told: Progress[] = [];
    const onProgress = (progress: Progress) => told.push(progress);
    const relay = await startRelay(connection, world.addresses, { store: file, onProgress });
    await failure(relay.settle(), "ALT_RELAY_REQUEST_PARKED");
    const [parked] = await relay.relay.requests({ states: ["parked"] });
    await relay.stop();
    expect(parked?.reason?.code).to.equal("ALT_RELAY_DOUBLE_SIGN");
    const ofRequest = told.filter((progress) => "id" in progress);
    expect(ofRequest.map(({ type }) => type)).to.deep.equal(["seen", "executed", "parked"]);
  });
});

describe("Callbacks that revert", () => {
  it("leave the settlement standing and their error data with the request", async () => {
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses);
    await ask(world, { callbackGasLimit: 5_000n });
    const [request] = await relay.settle();
    await relay.stop();
    expect(request).to.include({ outcome: Outcome.Success, callbackFailure: "0x" });
  });

  it("find the gas they were promised, though each burns all of it", async () => {
    const world = await deployWorld(connection);
    await askMany(world, 12, { callbackGasLimit: 20_000n });
    const told: string[] = [];
    const relay = await startRelay(connection, world.addresses, {
      onProgress: ({ type }) => told.push(type),
    });
    const requests = await relay.settle();
    await relay.stop();
    expect(requests.map(({ callbackFailure }) => callbackFailure)).to.deep.equal(Array(12).fill("0x"));
    expect(told).to.not.include("postponed");
  });
});
