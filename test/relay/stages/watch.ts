import { expect } from "chai";
import { Log, Transaction, toQuantity } from "ethers";
import { network } from "hardhat";
import { ethersChain } from "../../../relay/adapters/ethers/chain.ts";
import type { RpcProvider } from "../../../relay/adapters/ethers/provider.ts";
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
    provider: RpcProvider = connection.ethers.provider,
    keys: readonly string[] = [],
  ) {
    const settings = { ...defaultSettings, finalityDepth: 0, ...changes };
    const emit = (progress: Progress) => told.push(progress);
    const tools = { settings, clock: { now: Date.now }, log: silentLog, emit };
    return watchStage(chainOf(provider), keys, store, tools);
  }

  function chainOf(provider: RpcProvider): Chain {
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
    told = [];
    expect(await takeAllIn(watch)).to.equal(1);
    expect(told.map(({ type }) => type)).to.deep.equal(["seen", "block", "finalized"]);
    expect(told.at(-1)).to.deep.equal({ type: "finalized", number: head + 1 });
  });

  it("takes in up to the head, and tells what is final", async () => {
    const watch = stage({ finalityDepth: 3 });
    const head = await newBlocks(3);
    await takeAllIn(watch);
    const [request] = await store.requests({});
    expect(request?.blockNumber).to.equal(head - 3);
    expect(told.at(-2)).to.include({ type: "block", number: head, head });
    expect(finalized()).to.equal(head - 3);
    await mine(2);
    await takeAllIn(watch);
    expect(finalized()).to.equal(head - 1);
    expect((await store.checkpoints()).slice(0, 6).map(({ number }) => number)).to.deep.equal(
      [2, 1, 0, -1, -2, -3].map((i) => head + i),
    );
  });

  it("asks for the head and the new block's events, and for nothing else", async () => {
    const asked: string[] = [];
    const { provider } = connection.ethers;
    const counting = new Proxy(provider, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          asked.push(String(name));
          return member.apply(target, args);
        };
      },
    });
    const watch = stage({ finalityDepth: 3 }, counting);
    await takeAllIn(watch);
    asked.length = 0;
    await watch.step();
    await mine(1);
    await watch.step();
    await watch.step();
    expect(asked).to.deep.equal(["send", "send", "getLogs", "send"]);
  });

  for (const finalityDepth of [0, 4]) {
    it(`asks again where the events that the header shows are left out, at finality ${finalityDepth}`, async () => {
      await takeAllIn(stage({ finalityDepth }));
      await newBlocks(2);
      const { provider } = connection.ethers;
      let lies = 3;
      const lagging = changedProvider(provider, {
        getLogs: async (filter) => (lies-- > 0 ? [] : provider.getLogs(filter)),
      });
      const watch = stage({ finalityDepth }, lagging);
      for (let i = 0; i < 3; i++) await failure(watch.step(), "ALT_RELAY_RPC_UNTRUE");
      await takeAllIn(watch);
      expect((await store.requests({})).length).to.equal(1);
    });
  }

  it("believes in the end that a block has no events, whatever its header shows", async () => {
    await takeAllIn(stage());
    const head = await newBlocks(0);
    const watch = stage({}, changedProvider(connection.ethers.provider, { getLogs: async () => [] }));
    for (let i = 0; i < 20; i++) await failure(watch.step(), "ALT_RELAY_RPC_UNTRUE");
    expect(await watch.step()).to.equal(true);
    expect((await store.cursor())?.number).to.equal(head);
  });

  it("gets past many blocks made at once, whose links a simulated chain leaves out", async () => {
    const watch = stage({ finalityDepth: 6 });
    await mine(20);
    await takeAllIn(watch);
    expect((await store.cursor())?.number).to.equal(await connection.ethers.provider.getBlockNumber());
  });

  it("starts where it is told to", async () => {
    await ask(world);
    const startBlock = (await connection.ethers.provider.getBlockNumber()) + 1;
    await mine(1);
    await takeAllIn(stage({ startBlock }));
    expect(await store.requests({})).to.deep.equal([]);
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
    expect(told.filter(({ type }) => type === "seen" || type === "withdrawn")).to.have.length(2);
    expect(await store.countByState()).to.include({ withdrawn: 1, seen: 0 });
  });

  for (let depth = 1; depth <= 4; depth++) {
    it(`follows a reorg of ${depth} blocks with other contents`, async () => {
      const watch = stage({ finalityDepth: 4 });
      await mine(4);
      const before = await takeSnapshot();
      const ancestor = await connection.ethers.provider.getBlockNumber();
      await newBlocks(depth - 1);
      await takeAllIn(watch);
      const [gone] = await store.requests({});
      await before.restore();
      await mine(1);
      await ask(world, { fuelLimit: 19_000_000n });
      await mine(depth);
      await takeAllIn(watch);
      expect(told.filter(({ type }) => type === "reorg")).to.deep.equal([{ type: "reorg", ancestor, depth }]);
      const requests = await store.requests({ states: ["seen"] });
      expect(requests.map(({ header }) => header.fuelLimit)).to.deep.equal([19_000_000n]);
      expect((await store.request(gone?.id ?? ""))?.state).to.equal("withdrawn");
    });
  }

  it("takes a request in again that a reorg moved, with other values under the same transaction hash", async () => {
    const watch = stage({ finalityDepth: 4 });
    await mine(4);
    const before = await takeSnapshot();
    const { hash } = await ask(world);
    const raw = await rawOf(hash);
    await takeAllIn(watch);
    const [first] = await store.requests({});
    await before.restore();
    await mine(2);
    expect(await connection.provider.request({ method: "eth_sendRawTransaction", params: [raw] })).to.equal(
      hash,
    );
    await takeAllIn(watch);
    const [second] = await store.requests({ states: ["seen"] });
    expect(second?.transactionHash).to.equal(first?.transactionHash);
    expect(second?.id).to.not.equal(first?.id);
    expect((await store.request(first?.id ?? ""))?.state).to.equal("withdrawn");
  });

  it("takes a head that lies lower for an endpoint that is behind, as long as its hash is on record", async () => {
    const watch = stage({ finalityDepth: 4 });
    const head = await newBlocks(3);
    await takeAllIn(watch);
    const { provider } = connection.ethers;
    for (const lag of [1, 2, 3, 4]) {
      const lagging = changedProvider(provider, { send: laggingBlocks(head - lag) });
      expect(await stage({ finalityDepth: 4 }, lagging).step()).to.equal(false);
    }
    expect(told.filter(({ type }) => type === "reorg" || type === "withdrawn")).to.deep.equal([]);
    expect((await store.cursor())?.number).to.equal(head);
  });

  it("takes no missing answer for a reorg", async () => {
    const watch = stage({ finalityDepth: 4 });
    const cursor = await newBlocks(0);
    await takeAllIn(watch);
    const head = await newBlocks(3);
    const { provider } = connection.ethers;
    const forgetful = changedProvider(provider, {
      send: async (method, params) =>
        params[0] === "latest" ? provider.send(method, [toQuantity(head), false]) : null,
    });
    expect(await stage({ finalityDepth: 4 }, forgetful).step()).to.equal(false);
    expect((await store.cursor())?.number).to.equal(cursor);
    expect(told.filter(({ type }) => type === "reorg")).to.deep.equal([]);
  });

  it("does not move on events of another fork than the block's", async () => {
    const watch = stage(
      { finalityDepth: 4 },
      lyingProvider(() => ({ blockHash: `0x${"11".repeat(32)}` })),
    );
    await ask(world);
    await failure(takeAllIn(watch), "ALT_RELAY_RPC_UNTRUE");
    expect(await store.requests({})).to.deep.equal([]);
  });

  it("asks for fewer blocks where the endpoint refuses many, and says what was refused", async () => {
    const { provider } = connection.ethers;
    const head = await provider.getBlockNumber();
    const limited = changedProvider(provider, {
      getLogs: async (filter) => {
        const { fromBlock = 0, toBlock = 0 } = filter as { fromBlock?: number; toBlock?: number };
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

  /** Makes a block with a request, and so many empty ones after it; returns the newest block's number. */
  async function newBlocks(after: number): Promise<number> {
    await ask(world);
    if (after > 0) await mine(after);
    return connection.ethers.provider.getBlockNumber();
  }

  function finalized(): number | undefined {
    return told.findLast((progress) => progress.type === "finalized")?.number;
  }

  async function rawOf(hash: string): Promise<string> {
    const transaction = await connection.ethers.provider.getTransaction(hash);
    if (transaction === null) throw new Error("there is no such transaction");
    return Transaction.from(transaction).serialized;
  }

  /** The chain as an endpoint has it that got as far as `head`. */
  function laggingBlocks(head: number): RpcProvider["send"] {
    const { provider } = connection.ethers;
    return async (method, [tag]) => {
      if (tag === "latest") return provider.send(method, [toQuantity(head), false]);
      return Number(tag) > head ? null : provider.send(method, [tag, false]);
    };
  }

  /** The real chain, but the logs of one event are changed on their way. */
  function lyingProvider(
    lie: (log: Log) => Partial<Log>,
    event: "Requested" | "ProgramAdmitted" = "Requested",
  ): RpcProvider {
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
