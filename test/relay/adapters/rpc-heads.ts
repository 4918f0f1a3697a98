import { expect } from "chai";
import { network } from "hardhat";
import { LineProvider } from "../../../relay/adapters/ethers/provider.ts";
import { silentLog } from "../../../relay/adapters/pino/log.ts";
import { EndpointPool } from "../../../relay/adapters/rpc/pool.ts";
import { endpointsFrom } from "../../../relay/domain/endpoint-list.ts";
import { type RpcSettings, settingsFor } from "../../../relay/settings.ts";
import { failure } from "../../helpers/failure.ts";
import { until } from "../../helpers/until.ts";
import { type SocketProxy, socketProxy } from "../support/socket-proxy.ts";

const CHAIN_ID = 31_337n;

describe("An RPC endpoint over WebSocket", () => {
  let server: Awaited<ReturnType<typeof network.createServer>>;
  let http: string;
  let proxy: SocketProxy;
  let pool: EndpointPool;
  let provider: LineProvider;
  let heads: number;

  before(async () => {
    server = await network.createServer("default", "127.0.0.1", 0);
  });

  after(() => server.close());

  beforeEach(async () => {
    const { address, port } = await listening();
    http = `http://${address}:${port}`;
    proxy = await socketProxy(port);
    heads = 0;
  });

  afterEach(async () => {
    provider.destroy();
    pool.close();
    await proxy.close();
  });

  let listened: Promise<{ address: string; port: number }> | undefined;
  const listening = () => {
    listened ??= server.listen();
    return listened;
  };

  function open(list: string, changes: Partial<RpcSettings> = {}, timeoutMs = 4_000): void {
    const rpc = { ...settingsFor(CHAIN_ID).rpc, reopen: { firstMs: 10, maxMs: 20 }, ...changes };
    pool = new EndpointPool(endpointsFrom(list), CHAIN_ID, { settings: { timeoutMs, rpc }, log: silentLog });
    provider = new LineProvider(pool, CHAIN_ID);
  }

  const socket = () => `ws://${proxy.address}`;
  const mine = () => provider.send("evm_mine", []);

  async function subscribe(): Promise<void> {
    pool.onHead(() => {
      heads += 1;
    });
    await mine();
    await until(async () => {
      if (heads === 0) await mine();
      return heads > 0;
    });
    await provider.getBlock("latest");
  }

  it("answers calls, and announces each new head", async () => {
    open(socket());
    await subscribe();
    const before = heads;
    await mine();
    await until(() => heads === before + 1);
    const head = await provider.getBlock("latest");
    expect(pool.endpoints()[0]).to.include({ name: proxy.address, head: head?.number, state: "closed" });
    expect(pool.announcesHeads()).to.equal(true);
    expect(proxy.connections()).to.equal(1);
  });

  it("announces them beside a leader over HTTP, which is looked at until it has them too", async () => {
    open(`${http} weight=1000, ${socket()}`, { patrolMs: 60_000 });
    await provider.getBlock("latest");
    await subscribe();
    await mine();
    await until(() => !pool.announcesHeads());
    await provider.getBlock("latest");
    expect(pool.announcesHeads()).to.equal(true);
  });

  it("is connected again after a cut, and subscribed again", async () => {
    open(socket());
    await subscribe();
    proxy.cut();
    await until(() => !pool.announcesHeads());
    const before = heads;
    await until(async () => {
      await mine().catch(() => undefined);
      return heads > before;
    });
    expect(proxy.connections()).to.equal(2);
  });

  it("fails the calls under way when it is cut", async () => {
    open(socket());
    await provider.getBlockNumber();
    proxy.silence(true);
    const call = failure(provider.getBlockNumber(), "ALT_RELAY_RPC_UNAVAILABLE");
    await new Promise((resolve) => setTimeout(resolve, 10));
    proxy.cut();
    expect((await call).message).to.contain("the socket was closed");
    expect(pool.endpoints()[0]?.errors.connection).to.equal(1);
  });

  it("is not relied on while it is silent, and connected anew once others have newer heads", async () => {
    open(`${http} weight=1000, ${socket()}`, { patrolMs: 60_000, headPatienceMs: 50 });
    await provider.getBlock("latest");
    await subscribe();
    proxy.silence(true);
    await mine();
    await provider.getBlock("latest");
    const connections = proxy.connections();
    await until(async () => {
      await provider.getBlock("latest");
      return proxy.connections() > connections || !pool.announcesHeads();
    });
    proxy.silence(false);
    const before = heads;
    await until(async () => {
      await mine();
      await provider.getBlock("latest");
      return heads > before;
    });
    expect(proxy.connections()).to.be.greaterThan(1);
  });

  it("that cannot be reached is a fault like any other", async () => {
    open(`ws://127.0.0.1:1 weight=1000, ${http}`);
    expect(await provider.getBlockNumber()).to.be.a("number");
    expect(pool.endpoints()[0]?.errors.connection).to.be.greaterThan(0);
  });

  it("takes too long if it does not answer", async () => {
    open(socket(), {}, 200);
    await provider.getBlockNumber();
    proxy.silence(true);
    const error = await failure(provider.getBlockNumber(), "ALT_RELAY_RPC_UNAVAILABLE");
    expect(error.message).to.contain("it took too long");
  });
});
