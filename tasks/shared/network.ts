import { existsSync } from "node:fs";
import path from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { AddressBook } from "../../clients/address-book.ts";
import { findDeployment } from "../../deploy/find.ts";

/** The connection of the network that the command line names. */
export async function connect(hre: HardhatRuntimeEnvironment) {
  return await hre.network.getOrCreate();
}

export type Connection = Awaited<ReturnType<typeof connect>>;

/** The connection, and the addresses deployed there. Throws as `findDeployment` does. */
export async function connectToDeployment(
  hre: HardhatRuntimeEnvironment,
): Promise<{ connection: Connection; addresses: AddressBook }> {
  const connection = await connect(hre);
  return { connection, addresses: await findDeployment(connection) };
}

/** Compiles what changed, without a word but on a fresh checkout, where it takes long enough to wonder. */
export async function compile(
  hre: HardhatRuntimeEnvironment,
  progress: (line: string) => void = () => {},
): Promise<void> {
  if (!existsSync(path.join(hre.config.paths.root, "types"))) progress("Compiling the contracts, once");
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
}
