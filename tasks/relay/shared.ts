import path from "node:path";
import type { HttpNetworkConfig } from "hardhat/types/config";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { AddressBook } from "../../clients/address-book.ts";
import type { Environment } from "../../deploy/environment.ts";
import { findDeployment } from "../../deploy/find.ts";
import { fail } from "../../protocol/errors.ts";
import { endpointsFrom } from "../../relay/domain/endpoint-list.ts";
import { type Connection, connect } from "../shared/network.ts";

export interface RelayArguments {
  /** One or more, as `endpointsFrom` reads them. */
  readonly rpcUrl: string | undefined;
  readonly store: string | undefined;
  /** Number in the directory; 0: the current one. */
  readonly router: bigint;
  readonly json: boolean;
}

/**
 * The deployment of the network that the command line names, reached through the relay's endpoints if they are named,
 * with the router that the DAO names now unless another is asked for.
 */
export async function connectThrough(
  hre: HardhatRuntimeEnvironment,
  { rpcUrl, router }: Pick<RelayArguments, "rpcUrl" | "router">,
): Promise<{ connection: Connection; addresses: AddressBook }> {
  const connection = await connectTo(hre, rpcUrls(rpcUrl));
  const { DirectoryClient } = await import("../../clients/functions/directory-client.ts");
  const directory = new DirectoryClient(await findDeployment(connection), connection.ethers.provider);
  return { connection, addresses: await directory.bookOf(router || undefined) };
}

/** The list of endpoints that was named, on the command line or in `env`. */
function rpcUrls(argument: string | undefined, env: Environment = process.env): string | undefined {
  return argument ?? (env.ALTHING_RPC_URLS?.trim() || undefined);
}

/** Milliseconds that an endpoint may take to say that it is there. */
const PATIENCE_MS = 10_000;

/** A relay signs with keys of its own: the network's accounts, such as a deployer's key, need not be set for it. */
const NO_ACCOUNTS = { accounts: "remote" } as const;

/** Through the first endpoint that answers. Hardhat speaks HTTP only: where none does, through the network's own. */
async function connectTo(hre: HardhatRuntimeEnvironment, list: string | undefined): Promise<Connection> {
  const urls = list === undefined ? [] : endpointsFrom(list).map(({ url }) => url);
  const network = hre.globalOptions.network ?? "localhost";
  let fault: unknown;
  for (const url of urls.filter((candidate) => candidate.startsWith("http"))) {
    const connection = await hre.network.create({
      network,
      override: { ...NO_ACCOUNTS, url, timeout: PATIENCE_MS },
    });
    try {
      await connection.provider.request({ method: "eth_chainId" });
      return connection;
    } catch (error) {
      fault ??= error;
      await connection.close();
    }
  }
  if (fault !== undefined) throw fault;
  if (hre.config.networks[network]?.type !== "http") return connect(hre);
  return hre.network.create({ network, override: NO_ACCOUNTS });
}

/** The relay's endpoints, as `endpointsFrom` reads them: those named, else the network's own. @throws ALT_RELAY_NO_ENDPOINT */
export async function endpointsOf(
  { networkConfig, networkName }: Connection,
  rpcUrl: string | undefined,
): Promise<string> {
  const named = rpcUrls(rpcUrl);
  if (named !== undefined) return named;
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
