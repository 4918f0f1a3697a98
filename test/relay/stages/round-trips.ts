import { expect } from "chai";
import { network } from "hardhat";
import { createRelay } from "../../../relay/compose.ts";
import { localSettings } from "../../../relay/settings.ts";
import { sharedRuntime } from "../../../testing/runtime.ts";
import { until } from "../../helpers/until.ts";
import { ask, deployWorld } from "../support/world.ts";

const connection = await network.create();

/** What the watch stage asks for, all the time. */
const WATCHING = new Set(["getBlock", "getLogs", "send"]);

describe("Between an execution and its transaction", () => {
  it("the chain is asked twice, at once: does it pass, and which nonce is next", async () => {
    const world = await deployWorld(connection);
    const { chainId, router } = world.addresses;
    let asked: string[] = [];
    const between: string[] = [];
    let settled = 0;
    const relay = await createRelay({
      provider: telling(connection.ethers.provider, (name) => asked.push(name)),
      domain: { chainId, router },
      wallets: world.wallets,
      runtime: sharedRuntime(),
      settings: { ...localSettings, pollIntervalMs: 3 },
      keepAlive: false,
      onProgress: ({ type }) => {
        if (type === "executed") asked = [];
        if (type === "submitted")
          between.push(
            asked
              .filter((name) => !WATCHING.has(name))
              .sort()
              .join(),
          );
        if (type === "settled") settled += 1;
      },
    });
    await relay.start();
    for (let request = 1; request <= 5; request++) {
      await ask(world);
      await until(() => settled === request);
    }
    await relay.stop();
    // Where an execution is over very soon, what is read meanwhile may come in a little later.
    expect(between).to.include("call,getTransactionCount");
  });
});

/** The provider as it is; every call of it is told by its name. */
function telling(provider: typeof connection.ethers.provider, tell: (name: string) => void): typeof provider {
  const told: typeof provider = new Proxy(provider, {
    get: (target, name) => {
      if (name === "provider") return told;
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        tell(String(name));
        return member.apply(target, args);
      };
    },
  });
  return told;
}
