import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { Wallet } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { connectRpc, createRelay, type RelayOptions } from "../../relay/compose.ts";
import type { Relay } from "../../relay/relay.ts";
import { localSettings, settingsFor } from "../../relay/settings.ts";
import { startRelay } from "../../testing/index.ts";
import { failure } from "../helpers/failure.ts";
import { until } from "../helpers/until.ts";
import { ask, deployWorld, publishRaw, type World } from "./support/world.ts";

const connection = await network.create();

describe("Starting a relay", () => {
  let world: World;
  let relay: Relay;

  before(async () => {
    world = await deployWorld(connection);
  });

  afterEach(() => relay.stop());

  async function make(changes: Partial<RelayOptions> = {}): Promise<Relay> {
    const { chainId, router } = world.addresses;
    const provider = connection.ethers.provider;
    const domain = { chainId, router };
    relay = await createRelay({
      provider,
      domain,
      wallets: world.wallets,
      settings: localSettings,
      ...changes,
    });
    return relay;
  }

  async function start(changes: Partial<RelayOptions> = {}): Promise<void> {
    await (await make(changes)).start();
  }

  it("is refused on another chain", async () => {
    const domain = { chainId: 1n, router: world.addresses.router };
    const error = await failure(start({ domain }), "ALT_RELAY_WRONG_CHAIN");
    expect(error.figures).to.deep.equal({ actual: 31_337n, expected: 1n });
  });

  it("is refused where there is no router", async () => {
    const domain = { chainId: 31_337n, router: world.payer.address };
    await failure(start({ domain }), "ALT_RELAY_NO_ROUTER");
  });

  for (const [what, address, code] of [
    [
      "block.number is not the block's own",
      "0x0000000000000000000000000000000000000064",
      "CHAIN_UNSUPPORTED",
    ],
    ["the OP Stack takes an L1 fee", "0x420000000000000000000000000000000000000F", "L1_FEE"],
    ["Scroll takes an L1 fee", "0x5300000000000000000000000000000000000002", "L1_FEE"],
  ] as const) {
    it(`is refused where ${what}`, async () => {
      const { setCode, takeSnapshot } = connection.networkHelpers;
      const before = await takeSnapshot();
      await setCode(address, "0xfe");
      await failure(start(), `ALT_RELAY_${code}`);
      await before.restore();
    });
  }

  it("is refused without a member's key", async () => {
    const stranger = new Wallet(Wallet.createRandom().privateKey);
    await failure(start({ wallets: [stranger] }), "ALT_RELAY_NOT_MEMBER");
  });

  it("waits for an endpoint that does not answer yet, and can be stopped meanwhile", async () => {
    const rpc = connectRpc("http://127.0.0.1:1", 31_337n, settingsFor(31_337n));
    const starting = (await make(rpc)).start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await relay.stop();
    await failure(starting, "ALT_RELAY_STOPPED");
    rpc.close();
  });
});

describe("A relay whose endpoint fails", () => {
  it("waits it out and goes on", async () => {
    const world = await deployWorld(connection);
    const { provider } = connection.ethers;
    let broken = false;
    const flaky = new Proxy(provider, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) =>
          broken ? Promise.reject(new Error("ECONNRESET")) : member.apply(target, args);
      },
    });
    const { chainId, router } = world.addresses;
    const options = {
      provider: flaky,
      domain: { chainId, router },
      wallets: world.wallets,
      settings: localSettings,
    };
    const relay = await createRelay(options);
    await relay.start();
    broken = true;
    await ask(world);
    await until(async () => (await relay.requests()).length === 0 && "watch" in relay.problems);
    broken = false;
    await until(async () => (await relay.requests({ states: ["settled"] })).length === 1);
    await until(async () => Object.keys(relay.problems).length === 0);
    await relay.stop();
  });
});

describe("An artefact behind a URI", () => {
  const source = new TextEncoder().encode("this is no function, which is an outcome too");
  const server = createServer((_request, response) => response.end(source));

  before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  after(() => new Promise((resolve) => server.close(resolve)));

  const uri = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/function.js`;

  it("is fetched, held against its hash, and run", async () => {
    const world = await deployWorld(connection);
    const settings = { allowPrivateAddresses: true };
    const relay = await startRelay(connection, world.addresses, { settings });
    await ask(world, { functionId: await publishRaw(world, source, { uri: uri() }) });
    const [request] = await relay.settle();
    await relay.stop();
    expect(request?.outcome).to.equal(Outcome.Unserviceable);
  });

  const declined = {
    "a private address": { bytes: source, settings: {}, code: "ALT_RELAY_ARTEFACT_ADDRESS_REFUSED" },
    "other bytes than those published": {
      bytes: Uint8Array.of(1),
      settings: { allowPrivateAddresses: true },
      code: "ALT_RELAY_ARTEFACT_HASH",
    },
  };
  for (const [name, { bytes, settings, code }] of Object.entries(declined)) {
    it(`makes the relay decline the request with ${name}`, async () => {
      const world = await deployWorld(connection);
      const patience = { maxExecutions: 2, backoff: { firstMs: 5, maxMs: 5 } };
      const relay = await startRelay(connection, world.addresses, { settings: { ...patience, ...settings } });
      await ask(world, { functionId: await publishRaw(world, bytes, { uri: uri() }) });
      await failure(relay.settle(), "ALT_RELAY_REQUEST_DECLINED");
      const [request] = await relay.relay.requests({ states: ["declined"] });
      await relay.stop();
      expect(request?.reason?.code).to.equal(code);
    });
  }
});

describe("A relay that stops", () => {
  it("is not ready from that moment on", async () => {
    const world = await deployWorld(connection);
    const relay = await startRelay(connection, world.addresses);
    await ask(world);
    await until(async () => (await relay.relay.status()).phase === "running");
    const stopping = relay.stop();
    // Its store still answers while the steps in hand end.
    expect((await relay.relay.status()).phase).to.equal("stopping");
    await stopping;
  });
});
