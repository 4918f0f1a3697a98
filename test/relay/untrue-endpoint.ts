import path from "node:path";
import { expect } from "chai";
import { hexlify, keccak256, toUtf8Bytes, ZeroHash } from "ethers";
import { network } from "hardhat";
import { bundleFunction } from "../../functions/bundler.ts";
import { Outcome } from "../../protocol/outcome.ts";
import type { RpcProvider } from "../../relay/adapters/ethers/provider.ts";
import { createRelay } from "../../relay/compose.ts";
import type { Relay } from "../../relay/relay.ts";
import { localSettings } from "../../relay/settings.ts";
import type { StoredRequest } from "../../relay/store-records.ts";
import { sharedRuntime } from "../../testing/runtime.ts";
import { changedProvider } from "./support/changed-provider.ts";
import { ask, deployWorld, type World } from "./support/world.ts";

const connection = await network.create();
const { provider } = connection.ethers;

describe("What an endpoint says of a function", () => {
  let world: World;
  let relay: Relay;

  beforeEach(async () => {
    world = await deployWorld(connection);
  });

  afterEach(() => relay.stop());

  async function start(endpoint: RpcProvider = provider): Promise<void> {
    const { chainId, router } = world.addresses;
    const settings = { ...localSettings, maxExecutions: 3, backoff: { firstMs: 5, maxMs: 5 } };
    relay = await createRelay({
      provider: endpoint,
      domain: { chainId, router },
      wallets: world.wallets,
      runtime: sharedRuntime(),
      settings,
      keepAlive: false,
    });
    await relay.start();
  }

  /** The requests once `count` of them ended one way or the other. */
  async function ended(count = 1): Promise<StoredRequest[]> {
    for (;;) {
      const requests = await relay.requests({ states: ["settled", "declined", "parked"] });
      if (requests.length === count) return requests;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Says for the first `lies` times that versions are WebAssembly. */
  function lyingAboutKind(lies: number): RpcProvider {
    const { interface: registry } = world.registry;
    const { selector } = registry.getFunction("versionOf");
    let told = 0;
    return changedProvider(provider, {
      call: async (transaction) => {
        const answer = await provider.call(transaction);
        if (!transaction.data?.startsWith(selector) || told++ >= lies) return answer;
        const [version] = registry.decodeFunctionResult("versionOf", answer);
        return registry.encodeFunctionResult("versionOf", [{ ...version.toObject(), kind: 0n }]);
      },
    });
  }

  /** Finds no log of the registry for the first `lies` times, and counts how often it is asked. */
  function forgettingLogs(lies: number): { endpoint: RpcProvider; asked(): number } {
    let asked = 0;
    const endpoint = changedProvider(provider, {
      getLogs: async (filter) => {
        const ofRegistry = "address" in filter && filter.address === world.addresses.registry;
        return ofRegistry && asked++ < lies ? [] : provider.getLogs(filter);
      },
    });
    return { endpoint, asked: () => asked };
  }

  it("makes no receipt where the bytes are of another kind", async () => {
    await start(lyingAboutKind(Number.POSITIVE_INFINITY));
    await ask(world);
    const [request] = await ended();
    expect(request).to.include({ state: "declined", execution: undefined });
    expect(request?.reason?.code).to.equal("ALT_RELAY_ARTEFACT_KIND");
  });

  it("is asked for again when the kind was untrue", async () => {
    await start(lyingAboutKind(1));
    await ask(world);
    const [request] = await ended();
    expect(request?.settlement?.outcome).to.equal(Outcome.Success);
  });

  it("is asked for again when the event was missing", async () => {
    await start(forgettingLogs(2).endpoint);
    await ask(world);
    const [request] = await ended();
    expect(request?.settlement?.outcome).to.equal(Outcome.Success);
  });

  it("makes the relay decline where the event stays missing", async () => {
    const { endpoint, asked } = forgettingLogs(Number.POSITIVE_INFINITY);
    await start(endpoint);
    await ask(world);
    const [request] = await ended();
    expect(request?.state).to.equal("declined");
    expect(request?.reason?.code).to.equal("ALT_RELAY_ARTEFACT_UNPUBLISHED");
    expect(asked()).to.equal(3);
  });

  it("is not asked for where the bytes are kept already", async () => {
    const { endpoint, asked } = forgettingLogs(0);
    await start(endpoint);
    await ask(world);
    await ended();
    await ask(world);
    const requests = await ended(2);
    expect(requests.map(({ settlement }) => settlement?.outcome)).to.deep.equal(
      Array(2).fill(Outcome.Success),
    );
    expect(asked()).to.equal(1);
  });

  /** Publishes the probe with a URI of four bytes that are no UTF-8. */
  async function publishWithoutText(onChain: boolean): Promise<bigint> {
    const { registry, payer } = world;
    const { bytes } = await bundleFunction(path.resolve(import.meta.dirname, "guests/probe.ts"));
    const version = {
      codeHash: keccak256(bytes),
      initialStateRoot: ZeroHash,
      kind: 1n,
      flags: 0n,
      royaltyShare: 0n,
      artefact: onChain ? bytes : "0x",
      uri: "@@@@",
      abiJson: "[]",
    };
    const data = registry.interface.encodeFunctionData("publish", [payer.address, version]);
    const uri = `${hexlify(toUtf8Bytes(version.uri)).slice(2)}${"0".repeat(56)}`;
    const invalid = data.replace(uri, uri.replace("40404040", "ffffffff"));
    await payer.sendTransaction({ to: registry, data: invalid });
    return registry.functionCount();
  }

  it("may hold a URI that is no text beside the bytes", async () => {
    await start();
    await ask(world, { functionId: await publishWithoutText(true) });
    const [request] = await ended();
    expect(request?.settlement?.outcome).to.equal(Outcome.Success);
  });

  it("is declined, not waited for, where that URI is all there is", async () => {
    await start();
    await ask(world, { functionId: await publishWithoutText(false) });
    const [request] = await ended();
    expect(request?.state).to.equal("declined");
    expect(request?.reason?.code).to.equal("ALT_RELAY_ARTEFACT_UNREACHABLE");
  });
});
