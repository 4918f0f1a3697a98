import { getAddress, isAddress } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { type AddressBook, type ContractName, contractNames } from "../address-book.ts";

/** The checksummed address, or ALT_ADDRESS_INVALID naming what it was for (e.g. "recipient"). */
export function parseAddress(text: string, role: string): string {
  if (!isAddress(text)) throw fail("ALT_ADDRESS_INVALID", { role, address: text });
  return getAddress(text);
}

/** An address given as such or as one of the address book's names (`router`). */
export function resolveAddress(addresses: AddressBook, nameOrAddress: string, role: string): string {
  return isContractName(nameOrAddress) ? addresses[nameOrAddress] : parseAddress(nameOrAddress, role);
}

/** The address book's name of an address, if it has one. */
export function nameOf(addresses: AddressBook, address: string): ContractName | undefined {
  return contractNames.find((name) => addresses[name].toLowerCase() === address.toLowerCase());
}

export function isContractName(text: string): text is ContractName {
  return (contractNames as readonly string[]).includes(text);
}
