import { isAddress } from "ethers";
import { fail } from "../../protocol/errors.ts";
import type { AddressBook } from "../address-book.ts";
import { addressOf, parseAddress } from "../support/addresses.ts";

/**
 * The address book with the collection that is meant as its `collection`: by the name of its contract, or its address;
 * the organisation's first if none is named. Throws ALT_NFT_COLLECTION, or ALT_CLIENT_NOT_DEPLOYED where there is none.
 */
export function bookOfCollection(
  addresses: AddressBook,
  named: string | undefined,
): AddressBook & { readonly collection: string } {
  if (named === undefined) return { ...addresses, collection: addressOf(addresses, "collection") };
  const collection = addresses.collections?.[named];
  if (collection === undefined && !isAddress(named)) {
    const known = Object.keys(addresses.collections ?? {}).join(", ") || "none";
    throw fail("ALT_NFT_COLLECTION", { named, known });
  }
  return { ...addresses, collection: collection ?? parseAddress(named, "collection") };
}
