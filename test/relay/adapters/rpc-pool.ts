import { expect } from "chai";
import { isCallException } from "ethers";
import { network } from "hardhat";
import { LineProvider } from "../../../relay/adapters/ethers/provider.ts";
import { silentLog } from "../../../relay/adapters/pino/log.ts";
import { EndpointPool } from "../../../relay/adapters/rpc/pool.ts";
import type { RpcFault } from "../../../relay/domain/endpoint.ts";
import { endpointsFrom } from "../../../relay/domain/endpoint-list.ts";
import { localSettings, type RelaySettings, settingsFor } from "../../../relay/settings.ts";
import { failure } from "../../helpers/failure.ts";
import { until } from "../../helpers/until.ts";
import { answer, type Fault, type FaultyEndpoint, faultyEndpoint } from "../support/faulty-endpoint.ts";

const connection = await network.create();
const { provider: chain } = connection.ethers;
const CHAIN_ID = 31_337n;

describe("Several RPC endpoints as one", () => {
  let a: FaultyEndpoint;
  let b: FaultyEndpoint;
  let c: FaultyEndpoint;
  let pool: EndpointPool;
  let provider: LineProvider;

  beforeEach(async () => {
    [a, b, c] = await Promise.all([
      faultyEndpoint(connection),
      faultyEndpoint(connection),
      faultyEndpoint(connection),
    ]);
  });

  afterEach(async () => {
    provider.destroy();
    pool.close();
    await Promise.all([a.close(), b.close(), c.close()]);
  });

  /** A pool in which the first endpoint leads at the start; nobody is looked at but when asked. */
  function open(
    endpoints: readonly FaultyEndpoint[],
    changes: Partial<RelaySettings["rpc"]> = {},
    timeoutMs = 4_000,
  ): void {
    const rpc = { ...settingsFor(CHAIN_ID).rpc, patrolMs: 60_000, ...changes };
    const list = endpoints.map(({ url }, index) => `${url} weight=${index === 0 ? 1000 : 1}`).join(", ");
    const tools = { settings: { timeoutMs, rpc }, log: silentLog, random: () => 0.5 };
    pool = new EndpointPool(endpointsFrom(list), CHAIN_ID, tools);
    provider = new LineProvider(pool, CHAIN_ID);
  }

  const healthOf = ({ name }: FaultyEndpoint) => {
    const found = pool.endpoints().find((endpoint) => endpoint.name === name);
    if (!found) throw new Error(`no endpoint ${name}`);
    return found;
  };
  const leader = () => pool.endpoints().find(({ leads }) => leads)?.name;

  it("asks the one that leads, once for its chain and then without a word more than needed", async () => {
    open([a]);
    await provider.getBlockNumber();
    await provider.getBlockNumber();
    expect(a.asked).to.deep.equal(["eth_chainId", "eth_blockNumber", "eth_blockNumber"]);
    expect(healthOf(a)).to.include({
      state: "closed",
      leads: true,
      calls: 3,
      head: await chain.getBlockNumber(),
    });
  });

  const faults: Record<string, { fault: Fault; kind: RpcFault }> = {
    "that never answers": { fault: () => undefined, kind: "timeout" },
    "that closes the socket": { fault: (_, response) => response.destroy(), kind: "connection" },
    "that closes the socket half-way": {
      fault: (_, response) => {
        response.writeHead(200, { "content-length": 1_000 }).write('{"jsonrpc":');
        setTimeout(() => response.destroy(), 1);
      },
      kind: "connection",
    },
    "with status 500": { fault: (_, response) => response.writeHead(500).end("oops"), kind: "status" },
    "that sends half of the JSON": {
      fault: ({ id }, response) => response.end(`{"jsonrpc":"2.0","id":${id},"result":"0x`),
      kind: "senseless",
    },
    "that sends a web page": { fault: (_, response) => response.end("<html></html>"), kind: "senseless" },
    "that answers another question": {
      fault: ({ id }, response) => answer(response, { jsonrpc: "2.0", id: id + 1, result: "0x1" }),
      kind: "senseless",
    },
    "whose result is of another kind": {
      fault: ({ id }, response) => answer(response, { jsonrpc: "2.0", id, result: { code: 1 } }),
      kind: "senseless",
    },
    "that leaves the result out": {
      fault: ({ id }, response) => answer(response, { jsonrpc: "2.0", id }),
      kind: "senseless",
    },
    "that is asked too often (429)": {
      fault: (_, response) => response.writeHead(429, { "retry-after": "30" }).end(),
      kind: "rateLimit",
    },
    "that is asked too often (-32005)": {
      fault: ({ id }, response) =>
        answer(response, { jsonrpc: "2.0", id, error: { code: -32005, message: "limit exceeded" } }),
      kind: "rateLimit",
    },
  };
  for (const [name, { fault, kind }] of Object.entries(faults)) {
    it(`asks another instead of one ${name}, and stays with it`, async () => {
      open([a, b], {}, kind === "timeout" ? 500 : undefined);
      await provider.getBlockNumber();
      a.fail(fault);
      const head = await provider.getBlock("latest");
      expect(head?.hash).to.equal((await chain.getBlock("latest"))?.hash);
      expect(healthOf(a).errors[kind]).to.equal(1);
      const asked = a.asked.length;
      await provider.getBlockNumber();
      expect(leader()).to.equal(b.name);
      expect(a.asked).to.have.length(asked);
    });
  }

  it("says what is wrong with each when none answers, and shows no URL", async () => {
    open([a, b]);
    a.fail((_, response) => response.destroy());
    b.fail((_, response) => response.writeHead(502).end());
    const error = await failure(provider.getBlockNumber(), "ALT_RELAY_RPC_UNAVAILABLE");
    expect(error.message).to.contain(a.name).and.contain(b.name).and.contain("status 502");
    expect(error.message).to.not.contain("http:");
  });

  it("leaves an endpoint alone until its rate limit allows", async () => {
    open([a, b]);
    await provider.getBlockNumber();
    const error = { code: 429, message: "too many requests, try again in 150ms" };
    a.fail(({ id }, response) => answer(response, { jsonrpc: "2.0", id, error }));
    await provider.getBlockNumber();
    a.fail(undefined);
    b.fail((_, response) => response.destroy());
    expect(healthOf(a).state).to.equal("resting");
    const asked = a.asked.length;
    await failure(provider.getBlockNumber(), "ALT_RELAY_RPC_UNAVAILABLE");
    expect(a.asked).to.have.length(asked);
    await until(() => healthOf(a).state === "closed");
    expect(await provider.getBlockNumber()).to.equal(await chain.getBlockNumber());
  });

  it("hands on what a node answers, also where that is an error", async () => {
    open([a, b]);
    const error: unknown = await provider.call({ data: "0x60006000fd" }).catch((reason: unknown) => reason);
    expect(isCallException(error)).to.equal(true);
    expect(b.asked).to.not.include("eth_call");
    expect(leader()).to.equal(a.name);
  });

  it("sends a transaction to another where it cannot know whether it was taken, and takes an answer for one", async () => {
    open([a, b]);
    await provider.getBlockNumber();
    const send = "eth_sendRawTransaction";
    a.fail(({ id }, response) => {
      answer(response, { jsonrpc: "2.0", id, error: { code: -32000, message: "nonce too low" } });
    }, send);
    const refused: unknown = await provider.send(send, ["0x00"]).catch((error: unknown) => error);
    expect(refused).to.have.property("code", "NONCE_EXPIRED");
    expect(b.asked).to.not.include(send);
    a.fail((_, response) => response.destroy(), send);
    b.fail(({ id }, response) => answer(response, { jsonrpc: "2.0", id, result: "0x12" }), send);
    expect(await provider.send(send, ["0x00"])).to.equal("0x12");
  });

  it("asks only once for what may not happen twice", async () => {
    open([a, b]);
    await provider.getBlockNumber();
    a.fail((_, response) => response.destroy(), "eth_sendTransaction");
    await failure(provider.send("eth_sendTransaction", [{}]), "ALT_RELAY_RPC_UNAVAILABLE");
    expect(b.asked).to.not.include("eth_sendTransaction");
  });

  it("asks one of another chain for nothing but its chain, until it is of the right one", async () => {
    open([a, b]);
    a.change("eth_chainId", () => "0x5");
    await provider.getBlockNumber();
    expect(healthOf(a)).to.include({ state: "wrongChain", leads: false });
    expect(new Set(a.asked)).to.deep.equal(new Set(["eth_chainId"]));
    a.change("eth_chainId", undefined);
    b.fail((_, response) => response.destroy());
    await provider.getBlockNumber();
    expect(healthOf(a)).to.include({ state: "closed", leads: true });
  });

  it("is refused where all are of another chain", async () => {
    open([a]);
    a.change("eth_chainId", () => "0x5");
    const error = await failure(provider.getBlockNumber(), "ALT_RELAY_WRONG_CHAIN");
    expect(error.figures).to.deep.equal({ actual: 5n, expected: CHAIN_ID });
  });

  it("waits where the only one is of another chain for a while", async () => {
    open([a], { failures: 1, reopen: { firstMs: 5, maxMs: 10 } });
    await provider.getBlockNumber();
    a.fail((_, response) => response.destroy());
    await failure(provider.getBlockNumber(), "ALT_RELAY_RPC_UNAVAILABLE");
    a.fail(undefined);
    a.change("eth_chainId", () => "0x5");
    await until(async () => {
      await failure(provider.getBlockNumber(), "ALT_RELAY_RPC_UNAVAILABLE");
      return healthOf(a).state === "wrongChain";
    });
    a.change("eth_chainId", undefined);
    await until(() =>
      provider.getBlockNumber().then(
        () => true,
        () => false,
      ),
    );
    expect(healthOf(a).state).to.equal("closed");
  });

  it("keeps its connections open", async () => {
    open([a]);
    for (let calls = 0; calls < 20; calls++) await provider.getBlockNumber();
    expect(a.connections()).to.equal(1);
  });

  it("leaves one out that fails again and again, and looks at its chain when it is back", async () => {
    open([a], { failures: 3, reopen: { firstMs: 20, maxMs: 40 } });
    await provider.getBlockNumber();
    a.fail((_, response) => response.destroy());
    for (let failures = 0; failures < 3; failures++)
      await failure(provider.getBlockNumber(), "ALT_RELAY_RPC_UNAVAILABLE");
    expect(healthOf(a).state).to.equal("open");
    const asked = a.asked.length;
    await failure(provider.getBlockNumber(), "ALT_RELAY_RPC_UNAVAILABLE");
    expect(a.asked).to.have.length(asked);
    a.fail(undefined);
    await until(() =>
      provider.getBlockNumber().then(
        () => true,
        () => false,
      ),
    );
    expect(healthOf(a).state).to.equal("closed");
    expect(a.asked.slice(asked)).to.deep.equal(["eth_chainId", "eth_blockNumber"]);
  });

  const behindBy = (blocks: number) => (result: unknown) => ({
    ...(result as object),
    number: `0x${(Number((result as { number: string }).number) - blocks).toString(16)}`,
  });

  it("passes the lead on where its holder falls behind", async () => {
    await connection.networkHelpers.mine(20);
    open([a, b], { patrolMs: 5 });
    a.change("eth_getBlockByNumber", behindBy(10));
    await until(async () => {
      await provider.getBlock("latest");
      return healthOf(a).state === "behind";
    });
    await provider.getBlock("latest");
    expect(leader()).to.equal(b.name);
    expect(healthOf(a).head).to.equal((healthOf(b).head ?? 0) - 10);
  });

  it("does not take a head for a reorg that is only behind", async () => {
    await connection.networkHelpers.mine(5);
    open([a, b]);
    await provider.getBlock("latest");
    b.change("eth_getBlockByNumber", behindBy(1));
    a.fail((_, response) => response.destroy());
    await failure(provider.getBlock("latest"), "ALT_RELAY_RPC_UNAVAILABLE");
    expect(healthOf(b).errors.behind).to.equal(0);
    b.change("eth_getBlockByNumber", undefined);
    expect((await provider.getBlock("latest"))?.number).to.equal(await chain.getBlockNumber());
  });

  it("believes a lower head that lasts", async () => {
    await connection.networkHelpers.mine(5);
    open([a, b], { headPatienceMs: 30 });
    await provider.getBlock("latest");
    b.change("eth_getBlockByNumber", behindBy(1));
    a.fail((_, response) => response.destroy());
    await failure(provider.getBlock("latest"), "ALT_RELAY_RPC_UNAVAILABLE");
    await until(() => provider.getBlock("latest").then(Boolean, () => false));
    expect(leader()).to.equal(b.name);
  });

  it("asks another for a block that is missing at one which should have it", async () => {
    await connection.networkHelpers.mine(5);
    open([a, b]);
    await provider.getBlock("latest");
    await until(() => healthOf(b).head !== undefined);
    const number = (await chain.getBlockNumber()) - 1;
    a.change("eth_getBlockByNumber", () => null);
    expect((await provider.getBlock(number))?.hash).to.equal((await chain.getBlock(number))?.hash);
    expect(healthOf(a).errors.behind).to.equal(1);
    expect(await provider.getBlock(1_000_000)).to.equal(null);
  });

  it("hands on a refusal of logs, so that fewer are asked for", async () => {
    open([a, b]);
    a.fail(({ id }, response) => {
      const error = { code: -32005, message: "query returned more than 10000 results" };
      answer(response, { jsonrpc: "2.0", id, error });
    }, "eth_getLogs");
    const error: unknown = await provider
      .getLogs({ fromBlock: 0, toBlock: 1 })
      .catch((reason: unknown) => reason);
    expect(error).to.have.nested.property("error.message", "query returned more than 10000 results");
    expect(healthOf(a)).to.include({ state: "closed", leads: true });
  });

  describe("held against each other", () => {
    const liar = (result: unknown) => ({ ...(result as object), hash: `0x${"ab".repeat(32)}` });

    async function finalBlock() {
      await connection.networkHelpers.mine(2);
      const number = (await chain.getBlockNumber()) - 1;
      const block = await provider.getBlock(number);
      await provider.getBlock("latest");
      await until(() => pool.endpoints().every(({ head }) => head !== undefined && head >= number));
      return { number, hash: block?.hash ?? "" };
    }

    it("agree where they have the same block, for one call more", async () => {
      open([a, b, c]);
      const block = await finalBlock();
      const asked = b.asked.length + c.asked.length;
      expect(await pool.disagreement(block)).to.equal(undefined);
      expect(b.asked.length + c.asked.length).to.equal(asked + 1);
    });

    it("are in dispute where two differ, until they do not", async () => {
      open([a, b]);
      const block = await finalBlock();
      b.change("eth_getBlockByNumber", liar);
      expect(await pool.disagreement(block)).to.deep.equal({ ...block, against: [b.name] });
      expect(healthOf(b).disagreements).to.equal(1);
      b.change("eth_getBlockByNumber", undefined);
      expect(await pool.disagreement(block)).to.equal(undefined);
    });

    it("outvote one that stands alone, which is not used until it agrees", async () => {
      open([a, b, c]);
      const block = await finalBlock();
      b.change("eth_getBlockByNumber", liar);
      for (let turn = 0; turn < 2; turn++) expect(await pool.disagreement(block)).to.equal(undefined);
      expect(healthOf(b)).to.include({ state: "disagrees", disagreements: 2 });
      a.fail((_, response) => response.destroy());
      await provider.getBlockNumber();
      expect(leader()).to.equal(c.name);
    });

    it("take the lead from one that stands alone", async () => {
      open([a, b, c]);
      const block = await finalBlock();
      a.change("eth_getBlockByNumber", liar);
      const theirs = { number: block.number, hash: `0x${"ab".repeat(32)}` };
      expect(await pool.disagreement(theirs)).to.deep.equal({ ...theirs, against: [b.name, c.name] });
      await provider.getBlockNumber();
      expect(leader()).to.not.equal(a.name);
    });
  });

  it("share the time in which they lead by weight", async () => {
    const rpc = { ...settingsFor(CHAIN_ID).rpc, ...localSettings.rpc, termMs: -1, patrolMs: 60_000 };
    const list = `${a.url} weight=3, ${b.url}, ${c.url} weight=0`;
    let state = 1;
    const random = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const tools = { settings: { timeoutMs: 4_000, rpc }, log: silentLog, random };
    pool = new EndpointPool(endpointsFrom(list), CHAIN_ID, tools);
    provider = new LineProvider(pool, CHAIN_ID);
    for (let turn = 0; turn < 100; turn++) await provider.getBlockNumber();
    const share = a.asked.length / (a.asked.length + b.asked.length);
    expect(share).to.be.within(0.65, 0.85);
    expect(c.asked).to.deep.equal(["eth_chainId", "eth_getBlockByNumber"]);
  });
});
