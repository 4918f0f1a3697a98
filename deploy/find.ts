import type { NetworkConnection } from "hardhat/types/network";
import type { AddressBook } from "../clients/address-book.ts";
import { fail } from "../protocol/errors.ts";
import { deploymentFolder, readAddressBook } from "./address-book.ts";
import { chainIdOf, hasCode } from "./chain.ts";

/** Deployments on networks inside this process, which leave no files. */
const inProcess = new WeakMap<object, AddressBook>();

export function rememberDeployment(connection: NetworkConnection<string>, book: AddressBook): void {
  inProcess.set(connection.provider, book);
}

/**
 * The addresses of the deployment on a connection's network, checked against the chain.
 * Throws ALT_DEPLOY_NOT_FOUND, ALT_DEPLOY_GONE (a local node was restarted) or ALT_DEPLOY_OTHER_CHAIN.
 */
export async function findDeployment(connection: NetworkConnection<string>): Promise<AddressBook> {
  const { networkName: network, provider } = connection;
  const book = isInProcess(connection)
    ? inProcess.get(provider)
    : readAddressBook(deploymentFolder(connection.networkName));
  if (book === undefined) throw fail("ALT_DEPLOY_NOT_FOUND", { network, target: targetOf(connection) });
  const chainId = await chainIdOf(provider);
  if (chainId !== book.chainId)
    throw fail("ALT_DEPLOY_OTHER_CHAIN", { network, chainId, expected: book.chainId });
  if (!(await hasCode(provider, book.router)))
    throw fail("ALT_DEPLOY_GONE", { network, address: book.router });
  return book;
}

export function isInProcess(connection: NetworkConnection<string>): boolean {
  return connection.networkConfig.type === "edr-simulated";
}

/** The network to name in a remedy: one inside this process is gone with it, a node is meant. */
function targetOf(connection: NetworkConnection<string>): string {
  return isInProcess(connection) ? "localhost" : connection.networkName;
}
