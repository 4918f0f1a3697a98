import { expect } from "chai";
import { network } from "hardhat";
import { connectRpc, createRelay, type RpcConnection } from "../../relay/compose.ts";
import type { Relay } from "../../relay/relay.ts";
import { settingsFor } from "../../relay/settings.ts";
import { sharedRuntime } from "../../testing/runtime.ts";
import { until } from "../helpers/until.ts";
import { answer, type Fault, type FaultyEndpoint, faultyEndpoint } from "./support/faulty-endpoint.ts";
import { ask, askMany, deployWorld, type World } from "./support/world.ts";

const connection = await network.create();

describe("A relay over several endpoints", () => {
  let world: World;
  let a: FaultyEndpoint;
  let b: FaultyEndpoint;
  let rpc: RpcConnection;
  let relay: Relay;

  before(async () => {
    world = await deployWorld(connection);
  });

  beforeEach(async () => {
    [a, b] = await Promise.all([faultyEndpoint(connection), faultyEndpoint(connection)]);
    const { chainId, router } = world.addresses;
    const settings = { ...settingsFor(chainId), timeoutMs: 2_000 };
    rpc = connectRpc(`${a.url} weight=1000, ${b.url} weight=0`, chainId, settings);
    relay = await createRelay({
      ...rpc,
      domain: { chainId, router },
      wallets: world.wallets,
      runtime: sharedRuntime(),
      settings,
      keepAlive: false,
    });
    await relay.start();
    await until(async () => (await relay.upToDate()) !== undefined);
  });

  afterEach(async () => {
    await relay.stop();
    rpc.close();
    await Promise.all([a.close(), b.close()]);
  });

  const settled = async () => (await relay.requests({ states: ["settled"] })).length;

  /** Has a request made, and waits for its end. */
  async function serve(): Promise<void> {
    const before = await settled();
    await ask(world);
    await until(async () => (await settled()) === before + 1, 20_000);
  }

  const faults: Record<string, Fault> = {
    "does not answer": () => undefined,
    "closes its sockets": (_, response) => response.destroy(),
    "sends half of its answers": ({ id }, response) => response.end(`{"jsonrpc":"2.0","id":${id},"res`),
    "has its rate limit reached": (_, response) => response.writeHead(429, { "retry-after": "1" }).end(),
    "is of another chain now": ({ id }, response) =>
      answer(response, { jsonrpc: "2.0", id: -id, result: "0x5" }),
  };
  for (const [name, fault] of Object.entries(faults)) {
    it(`serves on when the one that leads ${name}`, async () => {
      await serve();
      a.fail(fault);
      await serve();
      expect((await relay.status()).endpoints.find(({ leads }) => leads)?.name).to.equal(b.name);
    });
  }

  it("goes back to the one with weight when it has recovered", async () => {
    a.fail((_, response) => response.destroy());
    await serve();
    a.fail(undefined);
    await until(async () => {
      const { endpoints } = await relay.status();
      return endpoints.some(({ name, leads }) => leads && name === a.name);
    });
    await serve();
  });

  it("signs nothing while they disagree about what is final", async () => {
    const liar = (result: unknown) => ({ ...(result as object), hash: `0x${"ab".repeat(32)}` });
    b.change("eth_getBlockByNumber", liar);
    await connection.networkHelpers.mine();
    const holds = async () => (await relay.status()).holds.map(({ code }) => code);
    await until(async () => (await holds()).length > 0);
    expect(await holds()).to.deep.equal(["ALT_RELAY_RPC_DISAGREE"]);
    const before = await settled();
    await ask(world);
    await until(async () => (await relay.requests({ states: ["executed"] })).length === 1);
    expect(await settled()).to.equal(before);
    b.change("eth_getBlockByNumber", undefined);
    await connection.networkHelpers.mine();
    await until(async () => (await settled()) === before + 1, 20_000);
    expect(await holds()).to.deep.equal([]);
  });

  it("misses no request of a block whose logs an endpoint does not know yet", async () => {
    let left = 2;
    const forgetful = (logs: unknown) => {
      if ((logs as unknown[]).length === 0 || left === 0) return logs;
      left -= 1;
      return [];
    };
    a.change("eth_getLogs", forgetful);
    await serve();
    expect(left).to.equal(0);
    left = 2;
    const before = await settled();
    await askMany(world, 3);
    await until(async () => (await settled()) === before + 3, 20_000);
    expect(left).to.equal(0);
  });

  it("sends a transaction to the other where the first takes it and does not say so", async () => {
    a.fail((question, response) => {
      connection.provider.request(question).then(
        () => response.destroy(),
        () => response.destroy(),
      );
    }, "eth_sendRawTransaction");
    await serve();
    await until(() => b.asked.includes("eth_sendRawTransaction"));
  });
});
