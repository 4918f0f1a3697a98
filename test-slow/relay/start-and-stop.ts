import { network } from "hardhat";
import { createRelay } from "../../relay/compose.ts";
import { localSettings } from "../../relay/settings.ts";
import { ask, deployWorld } from "../../test/relay/support/world.ts";

/** The life of a relay with a runtime of its own; the process has to end by itself. */
async function main(): Promise<void> {
  const connection = await network.create();
  const world = await deployWorld(connection);
  const { chainId, router } = world.addresses;
  const relay = await createRelay({
    provider: connection.ethers.provider,
    domain: { chainId, router },
    wallets: world.wallets,
    settings: localSettings,
    onProgress: ({ type }) => type === "settled" && void stop(),
  });
  await relay.start();
  await ask(world);

  async function stop(): Promise<void> {
    const { requests } = await relay.status();
    await relay.stop();
    await connection.close();
    console.log(`settled ${requests.settled}`);
  }
}

await main();
