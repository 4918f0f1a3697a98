import { FunctionFragment, type Interface } from "ethers";
import { fail } from "../../protocol/errors.ts";
import type { AddressBook } from "../address-book.ts";
import { labelOf, resolveAddress } from "../support/addresses.ts";
import { encodeCalldata } from "../support/calldata.ts";
import { interfaceAt } from "../support/contracts.ts";
import type { DescribedCall } from "./call-types.ts";
import { describeCall } from "./describe-call.ts";

/** A call written as text. */
export interface CallText {
  /** A name of the address book, or an address. */
  readonly target: string;
  /** `setFuelPrice(uint48)`, or the bare name for a contract of the address book; none sends ether alone. */
  readonly signature?: string | undefined;
  /** As ethers takes them. */
  readonly args?: readonly unknown[];
  /** Wei; none if left out. */
  readonly value?: bigint;
}

/** Throws ALT_ADDRESS_INVALID, ALT_DAO_UNKNOWN_METHOD or ALT_CLIENT_ARGUMENTS. */
export function parseCall(addresses: AddressBook, text: CallText): DescribedCall {
  const { signature, args = [], value = 0n } = text;
  const target = resolveAddress(addresses, text.target, "target");
  if (signature === undefined) return described(addresses, { target, value, data: "0x" });
  const fragment = functionOf(addresses, target, signature);
  const call = { target, value, data: encodeCalldata(fragment, args) };
  return described(addresses, call, fragment);
}

function described(
  addresses: AddressBook,
  call: { target: string; value: bigint; data: string },
  fragment?: FunctionFragment,
): DescribedCall {
  const abi = fragment === undefined ? undefined : [fragment];
  return { ...call, sentence: describeCall(addresses, call, abi) };
}

function functionOf(addresses: AddressBook, target: string, signature: string): FunctionFragment {
  const own = interfaceAt(addresses, target);
  const known = own === undefined ? null : findFunction(own, signature);
  if (known !== null) return known;
  if (own !== undefined) {
    throw fail("ALT_DAO_UNKNOWN_METHOD", { target: labelOf(addresses, target), signature });
  }
  try {
    return FunctionFragment.from(signature);
  } catch (error) {
    throw fail("ALT_DAO_UNKNOWN_METHOD", { target, signature }, error);
  }
}

/** ethers throws where a bare name is ambiguous. */
function findFunction(contract: Interface, signature: string): FunctionFragment | null {
  try {
    return contract.getFunction(signature.replace(/^function\s+/, ""));
  } catch {
    return null;
  }
}
