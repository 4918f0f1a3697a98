import type { AddressBook } from "../../clients/address-book.ts";
import { addressOf } from "../../clients/support/addresses.ts";
import type { Connection } from "../../test/fixtures/connection.ts";
import { until } from "../../test/helpers/until.ts";

async function collectionOf({ ethers }: Connection, addresses: AddressBook) {
  return ethers.getContractAt("Collection", addressOf(addresses, "collection"));
}

/** Mints a token and asks for its traits. */
export async function requestTraits(
  connection: Connection,
  addresses: AddressBook,
  tokenId: bigint,
): Promise<void> {
  const collection = await collectionOf(connection, addresses);
  const [holder] = await connection.ethers.getSigners();
  if (holder === undefined) throw new Error("the node has no accounts");
  await (await collection.mint(holder.address, 1n, { value: await collection.mintPrice() })).wait();
  await (await collection.requestTraits([tokenId], { value: await collection.traitsPrice() })).wait();
}

/** Waits until a relay has delivered the traits, or their callback failed. */
export async function untilDelivered(
  connection: Connection,
  addresses: AddressBook,
  tokenId: bigint,
  patienceMs: number,
): Promise<void> {
  const collection = await collectionOf(connection, addresses);
  await until(async () => (await collection.traitsPendingUntil(tokenId)) === 0n, patienceMs);
}
