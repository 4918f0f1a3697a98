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
