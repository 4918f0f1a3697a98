import type { Signer } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";
import type { AddressBook } from "../clients/address-book.ts";
import { FunctionsClient } from "../clients/functions/functions-client.ts";
import { buildFunction } from "../functions/build.ts";
import { executionDomain } from "../runtime/domain.ts";
import { sharedRuntime } from "./runtime.ts";

export interface PublishOptions {
  /** Who publishes and owns the function; the connection's first account if left out. */
  readonly signer?: Signer;
  /** Basis points of fixed fee and fuel fee for the owner. */
  readonly royaltyShare?: bigint;
}

export interface PublishedFunction {
  readonly functionId: bigint;
  readonly version: bigint;
  readonly codeHash: string;
  /** What calls name it by. */
  readonly program: string;
}

/**
 * Bundles the function in `entryFile` (or takes it as it is: a `.wasm` file), asks it for its ABI, publishes it, and
 * has the router admit it under the execution domain that this checkout's runtime executes.
 *
 * @example
 * const { program } = await publishFunction(connection, addresses, "functions/traits/traits.ts");
 * @throws ALT_GUEST_SYNTAX, ALT_GUEST_INITIALISATION_FAILED, ALT_FUNCTIONS_DOMAIN
 */
export async function publishFunction(
  connection: NetworkConnection<string>,
  addresses: AddressBook,
  entryFile: string,
  { signer, royaltyShare = 0n }: PublishOptions = {},
): Promise<PublishedFunction> {
  const artefact = await buildFunction(entryFile);
  const { abi } = await sharedRuntime().load(artefact);
  const client = new FunctionsClient(addresses, signer ?? (await firstAccount(connection)));
  const { functionId, version, codeHash } = await client.publish({ ...artefact, abi, royaltyShare });
  const { id: program } = await client.admit(functionId, version, await executionDomain());
  return { functionId, version, codeHash, program };
}

async function firstAccount({ ethers }: NetworkConnection<string>): Promise<Signer> {
  const [first] = await ethers.getSigners();
  if (first === undefined) throw new RangeError("the connection has no accounts: name a signer");
  return first;
}
