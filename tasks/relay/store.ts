import { existsSync } from "node:fs";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { fail } from "../../protocol/errors.ts";
import { openSqliteStore } from "../../relay/adapters/sqlite/store.ts";
import type { Store } from "../../relay/store-port.ts";
import { connectThrough, domainOf, type RelayArguments, storeFile } from "./shared.ts";

type Deployment = Awaited<ReturnType<typeof connectThrough>>;

/** Opens the store that a relay made, lets `use` look at it or change it, and closes it. @throws ALT_RELAY_NO_STORE */
export async function withStore(
  hre: HardhatRuntimeEnvironment,
  args: RelayArguments,
  use: (store: Store, deployment: Deployment) => Promise<void>,
): Promise<void> {
  const deployment = await connectThrough(hre, args);
  const { connection, addresses } = deployment;
  const file = storeFile(connection, args.store);
  if (!existsSync(file)) throw fail("ALT_RELAY_NO_STORE", { file });
  const store = await openSqliteStore(file, domainOf(addresses));
  try {
    await use(store, deployment);
  } finally {
    await store.close();
  }
}
