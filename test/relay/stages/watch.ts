import { expect } from "chai";
import { Log, type Provider } from "ethers";
import { network } from "hardhat";
import { ethersChain } from "../../../relay/adapters/ethers/chain.ts";
import { silentLog } from "../../../relay/adapters/pino/log.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import type { Chain } from "../../../relay/ports.ts";
import type { Progress } from "../../../relay/progress.ts";
import { defaultSettings } from "../../../relay/settings.ts";
import { watchStage } from "../../../relay/stages/watch.ts";
import type { Store } from "../../../relay/store-port.ts";
import { failure } from "../../helpers/failure.ts";
import { changedProvider } from "../support/changed-provider.ts";
import { ask, deployWorld, type World } from "../support/world.ts";

const connection = await network.create();
const { mine, takeSnapshot } = connection.networkHelpers;

describe("The watch stage", () => {
  let world: World;
  let store: Store;
  let told: Progress[];

  beforeEach(async () => {
    world = await deployWorld(connection);
    store = await openSqliteStore(":memory:", world.addresses);
    told = [];
  });

  afterEach(() => store.close());

  function stage(
    changes: Partial<typeof defaultSettings> = {},
    provider: Provider = connection.ethers.provider,
  ) {
    const settings = { ...defaultSettings, finalityDepth: 0, ...changes };
    const emit = (progress: Progress) => told.push(progress);
    const tools = { settings, clock: { now: Date.now }, log: silentLog, emit };
    return watchStage(chainOf(provider), store, tools);
  }

  function chainOf(provider: Provider): Chain {
    return ethersChain(provider, world.addresses);
  }

  async function takeAllIn(watch: ReturnType<typeof stage>): Promise<number> {
    let steps = 0;
    while (await watch.step()) steps += 1;
    return steps;
  }

  it("takes the past in by bounded pieces, then follows the head", async () => {
    const head = await connection.ethers.provider.getBlockNumber();
    const watch = stage({ blocksPerQuery: 4 });
    expect(await takeAllIn(watch)).to.equal(Math.ceil((head + 1) / 4));
    await ask(world);
    expect(await takeAllIn(watch)).to.equal(1);
    expect(told.map(({ type }) => type)).to.deep.equal(["seen"]);
  });

  it("waits until enough blocks follow", async () => {
    const watch = stage({ finalityDepth: 3 });
    await ask(world);
    await mine(2);
    await takeAllIn(watch);
    expect(told).to.deep.equal([]);
    await mine(1);
    await takeAllIn(watch);
    expect(told.map(({ type }) => type)).to.deep.equal(["seen"]);
  });

  it("starts where it is told to", async () => {
    await ask(world);
    const startBlock = (await connection.ethers.provider.getBlockNumber()) + 1;
    await mine(1);
    await takeAllIn(stage({ startBlock }));
    expect(told).to.deep.equal([]);
  });

  it("withdraws the requests of vanished blocks, also where the chain has grown past them", async () => {
    const watch = stage();
    await takeAllIn(watch);
    const before = await takeSnapshot();
    await ask(world);
    await takeAllIn(watch);
    await before.restore();
    await mine(5);
    await takeAllIn(watch);
    expect(told.map(({ type }) => type)).to.deep.equal(["seen", "withdrawn"]);
    expect(await store.countByState()).to.include({ withdrawn: 1, seen: 0 });
  });

  it("asks for fewer blocks where the endpoint refuses many, and says what was refused", async () => {
    const { provider } = connection.ethers;
    const head = await provider.getBlockNumber();
    const limited = changedProvider(provider, {
      getLogs: async (filter) => {
        const { fromBlock, toBlock } = filter as { fromBlock: number; toBlock: number };
        if (toBlock - fromBlock < 3) return provider.getLogs(filter);
        throw Object.assign(new Error("too many"), { code: "UNKNOWN_ERROR" });
      },
    });
    const startBlock = head - 7;
    const watch = stage({ startBlock }, limited);
    const first = await failure(watch.step(), "ALT_RELAY_EVENTS_REFUSED");
    expect(first.figures).to.include({ from: startBlock, to: head });
    const second = await failure(watch.step(), "ALT_RELAY_EVENTS_REFUSED");
    expect(second.figures).to.include({ from: startBlock, to: startBlock + 3 });
    expect(await takeAllIn(watch)).to.equal(4);
    expect((await store.cursor())?.number).to.equal(head);
  });

  const lies: Record<string, (log: Log) => Partial<Log>> = {
    "of another contract": () => ({ address: "0x0000000000000000000000000000000000000001" }),
    "with calldata that was not asked": ({ data }) => ({ data: `${data.slice(0, -64)}${"f".repeat(64)}` }),
    "with a header that was not asked": ({ data }) => ({ data: flipped(data, 3) }),
    "with a task that was not asked": ({ data }) => ({ data: flipped(data, 6) }),
    "of another request": ({ topics }) => ({
      topics: [topics[0] as string, `0x${"11".repeat(32)}`, ...topics.slice(2)],
    }),
    "from outside of the range": ({ blockNumber }) => ({ blockNumber: blockNumber + 100 }),
  };
  for (const [name, lie] of Object.entries(lies)) {
    it(`does not move on an event ${name}`, async () => {
      const watch = stage({}, lyingProvider(lie));
      await ask(world);
      await failure(takeAllIn(watch), "ALT_RELAY_RPC_UNTRUE");
      expect(await store.requests({})).to.deep.equal([]);
      expect(await store.cursor()).to.equal(undefined);
    });
  }

  it("does not move on a program other than calls name", async () => {
    await ask(world);
    const watch = stage(
      {},
      lyingProvider(({ data }) => ({ data: flipped(data, 0) }), "ProgramAdmitted"),
    );
    await failure(takeAllIn(watch), "ALT_RELAY_RPC_UNTRUE");
    expect(await store.cursor()).to.equal(undefined);
  });

  /** The real chain, but the logs of one event are changed on their way. */
  function lyingProvider(
    lie: (log: Log) => Partial<Log>,
    event: "Requested" | "ProgramAdmitted" = "Requested",
  ): Provider {
    const { provider } = connection.ethers;
    const { topicHash } = world.router.interface.getEvent(event);
    const told = (log: Log) => (log.topics[0] === topicHash ? liedAbout(log, lie) : log);
    return changedProvider(provider, {
      getLogs: async (filter) => (await provider.getLogs(filter)).map(told),
    });
  }
});

function liedAbout(log: Log, lie: (log: Log) => Partial<Log>): Log {
  const { address, topics, data, blockNumber, blockHash, transactionHash, transactionIndex, index, removed } =
    log;
  const truth = {
    address,
    topics,
    data,
    blockNumber,
    blockHash,
    transactionHash,
    transactionIndex,
    index,
    removed,
  };
  return new Log({ ...truth, ...lie(log) }, log.provider);
}

/** Changes the last digit of the data's word number `word`. */
function flipped(data: string, word: number): string {
  const place = 2 + word * 64 + 63;
  return `${data.slice(0, place)}${data[place] === "1" ? "2" : "1"}${data.slice(place + 1)}`;
}
