import { getAddress, isAddress } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { type AddressBook, type PlaceName, placeNames } from "../address-book.ts";

/** The checksummed address, or ALT_ADDRESS_INVALID naming what it was for (e.g. "recipient"). */
export function parseAddress(text: string, role: string): string {
  if (!isAddress(text)) throw fail("ALT_ADDRESS_INVALID", { role, address: text });
  return getAddress(text);
}

/** Where the config of an organisation asks for what not every one has. */
const settings: Readonly<Partial<Record<PlaceName, string>>> = {
  token: "token",
  collection: "collections",
  vesting: "token.vesting",
  distributor: "token.airdrop",
  mandates: "dao.mandates",
};

/** Where a contract of the organisation is; ALT_CLIENT_NOT_DEPLOYED if it has none of this name. */
export function addressOf(addresses: AddressBook, contract: PlaceName): string {
  const found = addresses[contract];
  if (found !== undefined) return found;
  throw fail("ALT_CLIENT_NOT_DEPLOYED", { contract, setting: settings[contract] ?? contract });
}

/** An address given as such, or by a name of the address book (`router`, `mandates`, a collection's). */
export function resolveAddress(addresses: AddressBook, nameOrAddress: string, role: string): string {
  if (isPlaceName(nameOrAddress)) return addressOf(addresses, nameOrAddress);
  return addresses.collections?.[nameOrAddress] ?? parseAddress(nameOrAddress, role);
}

/** The address book's name of an address, if it has one. */
export function nameOf(addresses: AddressBook, address: string): PlaceName | undefined {
  return placeNames.find((name) => addresses[name]?.toLowerCase() === address.toLowerCase());
}

/** What people call an address: its name in the address book, that of a collection, or the address itself. */
export function labelOf(addresses: AddressBook, address: string): string {
  const isIt = ([, known]: [string, string]) => known.toLowerCase() === address.toLowerCase();
  const collection = Object.entries(addresses.collections ?? {}).find(isIt);
  return nameOf(addresses, address) ?? collection?.[0] ?? address;
}

/** Whether the address is one of the organisation's collections. */
export function isCollection({ collections = {} }: AddressBook, address: string): boolean {
  return Object.values(collections).some((known) => known.toLowerCase() === address.toLowerCase());
}

function isPlaceName(text: string): text is PlaceName {
  return (placeNames as readonly string[]).includes(text);
}
