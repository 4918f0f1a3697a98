import type { Signer } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { AddressBook } from "../../clients/address-book.ts";
import type {
  CollectionClient,
  DaoClient,
  DirectoryClient,
  DistributorClient,
  FunctionsClient,
  MandatesClient,
  OperatorsClient,
  PhasesClient,
  RevealClient,
  TokenClient,
  VestingClient,
} from "../../clients/index.ts";
import { resolveAddress } from "../../clients/support/addresses.ts";
import { fail } from "../../protocol/errors.ts";
import { SIGNER } from "./client-options.ts";
import { compile } from "./compile.ts";
import { type Connection, connectToDeployment } from "./network.ts";
import { type Output, outputFor } from "./output.ts";
import { hasTypes } from "./whole-types.ts";

/** The options of every task that speaks to a deployment. */
export interface ClientArguments {
  readonly json: boolean;
  /** The account that signs: its number (see the task accounts) or its address. */
  readonly from: string;
  /** The router's number in the directory; 0 or nothing: the current one. */
  readonly router?: bigint;
  /** The collection that is meant; nothing: the first. */
  readonly collection?: string | undefined;
}

/** What such a task works with: the deployment's clients, and where its words go. */
export interface Workspace {
  readonly connection: Connection;
  readonly addresses: AddressBook;
  readonly signer: Signer;
  /** Not every organisation has this and the next six: asking for one throws ALT_CLIENT_NOT_DEPLOYED then. */
  readonly token: TokenClient;
  readonly vesting: VestingClient;
  readonly distributor: DistributorClient;
  readonly mandates: MandatesClient;
  readonly collection: CollectionClient;
  /** The same collection, where it is sold in phases. */
  readonly phases: PhasesClient;
  /** The same collection, where it is revealed. */
  readonly reveal: RevealClient;
  readonly dao: DaoClient;
  readonly directory: DirectoryClient;
  readonly functions: FunctionsClient;
  readonly operators: OperatorsClient;
  readonly output: Output;
}

/**
 * Connects to the deployment on the command line's network, through the router that the DAO names now unless another
 * is asked for. Clients are loaded only then: they need generated types.
 * Throws as `findDeployment` does, ALT_CLIENT_UNKNOWN_SIGNER, ALT_FUNCTIONS_UNKNOWN_ROUTER or ALT_NFT_COLLECTION.
 */
export async function openWorkspace(
  hre: HardhatRuntimeEnvironment,
  { json, from, router, collection }: ClientArguments,
): Promise<Workspace> {
  const { connection, addresses: deployed } = await connectToDeployment(hre);
  const signer = await signerOf(connection, from);
  if (!hasTypes(hre.config.paths.root)) await compile(hre);
  const clients = await import("../../clients/index.ts");
  const directory = new clients.DirectoryClient(deployed, signer);
  const addresses = await directory.bookOf(router || undefined);
  return {
    connection,
    addresses,
    signer,
    get token() {
      return new clients.TokenClient(addresses, signer);
    },
    get vesting() {
      return new clients.VestingClient(addresses, signer);
    },
    get distributor() {
      const distributor = clients.addressOf(addresses, "distributor");
      return new clients.DistributorClient(addresses, distributor, signer);
    },
    get mandates() {
      return new clients.MandatesClient(addresses, signer);
    },
    get collection() {
      return new clients.CollectionClient(addresses, signer, collection);
    },
    get phases() {
      return new clients.PhasesClient(addresses, signer, collection);
    },
    get reveal() {
      return new clients.RevealClient(addresses, signer, collection);
    },
    dao: new clients.DaoClient(addresses, signer),
    directory,
    functions: new clients.FunctionsClient(addresses, signer),
    operators: new clients.OperatorsClient(addresses, signer),
    output: outputFor({ json }, hre.globalOptions.network),
  };
}

/**
 * The address of an account as the command line names it: see `ACCOUNT_FORMS`. Throws ALT_ADDRESS_INVALID,
 * ALT_CLIENT_NOT_DEPLOYED or ALT_CLIENT_UNKNOWN_SIGNER; `role` says in the error what the account was for.
 */
export async function resolveAccount(
  { addresses, connection, signer }: Pick<Workspace, "addresses" | "connection" | "signer">,
  text: string,
  role: string,
): Promise<string> {
  if (text === SIGNER) return signer.getAddress();
  if (ACCOUNT_NUMBER.test(text)) return (await signerOf(connection, text)).getAddress();
  return resolveAddress(addresses, text, role);
}

const ACCOUNT_NUMBER = /^\d+$/;

async function signerOf({ ethers, networkName }: Connection, from: string): Promise<Signer> {
  const signers = await ethers.getSigners();
  if (signers.length === 0) throw fail("ALT_NETWORK_NO_ACCOUNT", { network: networkName });
  const wanted = from.toLowerCase();
  const found = ACCOUNT_NUMBER.test(from)
    ? signers[Number(from)]
    : signers.find(({ address }) => address.toLowerCase() === wanted);
  if (found === undefined) {
    throw fail("ALT_CLIENT_UNKNOWN_SIGNER", { account: from, network: networkName, count: signers.length });
  }
  return found;
}
