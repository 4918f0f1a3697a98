import path from "node:path";
import type { HttpNetworkConfig } from "hardhat/types/config";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { AddressBook } from "../../clients/address-book.ts";
import { findDeployment } from "../../deploy/find.ts";
import { fail } from "../../protocol/errors.ts";
import { type Connection, connect } from "../shared/network.ts";

export interface RelayArguments {
  readonly rpcUrl: string | undefined;
  readonly store: string | undefined;
  /** Number in the directory; 0: the current one. */
  readonly router: bigint;
  readonly json: boolean;
}

/**
 * The deployment of the network that the command line names, reached through `rpcUrl` if there is one, with the router
 * that the DAO names now unless another is asked for.
 */
export async function connectThrough(
  hre: HardhatRuntimeEnvironment,
  { rpcUrl, router }: Pick<RelayArguments, "rpcUrl" | "router">,
): Promise<{ connection: Connection; addresses: AddressBook }> {
  const connection = rpcUrl === undefined ? await connect(hre) : await connectTo(hre, rpcUrl);
  const { DirectoryClient } = await import("../../clients/functions/directory-client.ts");
  const directory = new DirectoryClient(await findDeployment(connection), connection.ethers.provider);
  return { connection, addresses: await directory.bookOf(router || undefined) };
}

function connectTo(hre: HardhatRuntimeEnvironment, url: string): Promise<Connection> {
  const network = hre.globalOptions.network ?? "localhost";
  return hre.network.create({ network, override: { url } });
}

/** @throws ALT_RELAY_NO_ENDPOINT */
export async function endpointOf({ networkConfig, networkName }: Connection): Promise<string> {
  if (networkConfig.type === "http") return (networkConfig as HttpNetworkConfig).url.getUrl();
  throw fail("ALT_RELAY_NO_ENDPOINT", { network: networkName });
}

/** The store's file: one for each network, unless told otherwise. */
export function storeFile({ networkName }: Connection, store: string | undefined): string {
  return path.resolve(store ?? path.join(".relay", `${networkName}.db`));
}

export function domainOf({ chainId, router }: AddressBook) {
  return { chainId, router };
}
