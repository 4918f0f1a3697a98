import { expect } from "chai";
import { toQuantity } from "ethers";
import { network } from "hardhat";
import { ethersChain } from "../../../relay/adapters/ethers/chain.ts";
import type { RpcProvider } from "../../../relay/adapters/ethers/provider.ts";
import { silentLog } from "../../../relay/adapters/pino/log.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import { defaultSettings } from "../../../relay/settings.ts";
import { watchStage } from "../../../relay/stages/watch.ts";
import type { Store } from "../../../relay/store-port.ts";
import { failure } from "../../helpers/failure.ts";
import { changedProvider } from "../support/changed-provider.ts";
import { executionOf } from "../support/samples.ts";
import { ask, deployWorld, type World } from "../support/world.ts";

const DEPTH = 4;

const connection = await network.create();
const { provider } = connection.ethers;
const { mine, takeSnapshot } = connection.networkHelpers;

describe("What counts as final to the watch stage", () => {
  let world: World;
  let store: Store;

  beforeEach(async () => {
    world = await deployWorld(connection);
    store = await openSqliteStore(":memory:", world.addresses);
    await mine(DEPTH);
    await takeAllIn();
  });

  afterEach(() => store.close());

  /** As after a restart: it knows what the store holds. */
  function watch(from: RpcProvider = provider) {
    const settings = { ...defaultSettings, finalityDepth: DEPTH };
    const tools = { settings, clock: { now: Date.now }, log: silentLog, emit() {} };
    return watchStage(ethersChain(from, world.addresses), [], store, tools);
  }

  async function takeAllIn(from?: RpcProvider): Promise<void> {
    const stage = watch(from);
    while (await stage.step()) {}
  }

  async function holds(): Promise<string[]> {
    return (await store.holds()).map(({ code }) => code);
  }

  /** Blocks like none before. */
  let asked = 0;
  async function another(blocks = 1): Promise<void> {
    asked += 1;
    await ask(world, { fuelLimit: 10_000_000n + BigInt(asked) });
    if (blocks > 1) await mine(blocks - 1);
  }

  it("stays final, however low the chain's head is after a reorg of what was not", async () => {
    const beforeRequest = await takeSnapshot();
    await another();
    const request = await provider.getBlockNumber();
    const afterRequest = await takeSnapshot();
    await mine(DEPTH);
    await takeAllIn();
    const [{ id } = { id: "" }] = await store.requests({});
    await store.conclude([{ type: "executed", id, execution: executionOf() }], 0);
    expect((await store.signable(9, 1, 0n)).map(({ blockNumber }) => blockNumber)).to.deep.equal([request]);
    await afterRequest.restore();
    await another();
    await takeAllIn();
    expect((await store.cursor())?.number).to.equal(request + 1);
    expect(await holds()).to.deep.equal([]);
    expect((await store.signable(9, 1, 0n)).length).to.equal(1);
    await beforeRequest.restore();
    await another(3);
    await takeAllIn();
    expect((await store.request(id))?.state).to.equal("withdrawn");
    expect(await holds()).to.deep.equal(["ALT_RELAY_REORG_PAST_FINALITY"]);
  });

  it("is what enough blocks follow that were taken in, whatever head an endpoint tells of", async () => {
    const before = await takeSnapshot();
    await mine(DEPTH + 1);
    const gone = await provider.send("eth_getBlockByNumber", ["latest", false]);
    await before.restore();
    await another();
    const [{ id } = { id: "" }] = await seen(
      // The first answer is of the fork that has just gone.
      changedProvider(provider, {
        send: async (method, params) => (params[0] === "latest" ? gone : provider.send(method, params)),
      }),
    );
    await store.conclude([{ type: "executed", id, execution: executionOf() }], 0);
    expect(await store.signable(9, 1, 0n)).to.deep.equal([]);
    await mine(DEPTH);
    await takeAllIn();
    expect((await store.signable(9, 1, 0n)).length).to.equal(1);
  });

  async function seen(from: RpcProvider) {
    await watch(from).step();
    return store.requests({});
  }

  it("is no piece of another fork on top of blocks that are gone", async () => {
    const before = await takeSnapshot();
    await another();
    await takeAllIn();
    const [{ id } = { id: "" }] = await store.requests({});
    await mine(DEPTH + 3);
    const end = toQuantity((await provider.getBlockNumber()) - DEPTH);
    let turned = false;
    const turning = changedProvider(provider, {
      send: async (method, params) => {
        if (params[0] === end && !turned) {
          turned = true;
          await before.restore();
          await another(2 * DEPTH + 3);
        }
        return provider.send(method, params);
      },
    });
    await takeAllIn(turning);
    expect(turned).to.equal(true);
    expect((await store.request(id))?.state).to.equal("seen");
    await takeAllIn();
    expect((await store.request(id))?.state).to.equal("withdrawn");
    expect((await store.cursor())?.number).to.equal(await provider.getBlockNumber());
  });

  it("is not waited for in silence where an endpoint lacks a block below its head", async () => {
    const cursor = toQuantity((await store.cursor())?.number ?? 0);
    await mine(3);
    const holed = changedProvider(provider, {
      send: async (method, params) => (params[0] === cursor ? null : provider.send(method, params)),
    });
    const stage = watch(holed);
    for (let i = 0; i < 20; i++) expect(await stage.step()).to.equal(false);
    await failure(stage.step(), "ALT_RELAY_RPC_UNTRUE");
    await takeAllIn();
    expect((await store.cursor())?.number).to.equal(await provider.getBlockNumber());
  });
});
