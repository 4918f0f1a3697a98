import { type ContractTransaction, FunctionFragment, formatEther, type Interface } from "ethers";
import { fail } from "../../protocol/errors.ts";
import type { AddressBook } from "../address-book.ts";
import { nameOf, resolveAddress } from "../support/addresses.ts";
import { encodeCalldata } from "../support/calldata.ts";
import { interfaceOf } from "../support/contracts.ts";
import type { ProposalCall } from "./proposal-types.ts";

/**
 * A typed call of a contract, from what TypeChain checks.
 *
 * @example await callOf(router.setFuelPrice.populateTransaction(5n))
 */
export async function callOf(populated: Promise<ContractTransaction>): Promise<ProposalCall> {
  const { to, data, value } = await populated;
  return { target: to, value: value ?? 0n, data };
}

/**
 * A call written as text: a name of the address book or an address, a signature (`setFuelPrice(uint64)`, or the bare
 * name for a contract of the address book), and the arguments as ethers takes them.
 */
export function parseCall(
  addresses: AddressBook,
  call: {
    readonly target: string;
    readonly signature: string;
    readonly args: readonly unknown[];
    readonly value?: bigint;
  },
): ProposalCall {
  const target = resolveAddress(addresses, call.target, "target");
  const fragment = functionOf(addresses, target, call.signature);
  return { target, value: call.value ?? 0n, data: encodeCalldata(fragment, call.args) };
}

/** `router.setFuelPrice(5)`, with the ether sent (`… with 1.5 ETH`), or the selector where the target is not ours. */
export function describeCall(addresses: AddressBook, { target, data, value }: ProposalCall): string {
  const name = nameOf(addresses, target);
  const parsed = name === undefined ? null : interfaceOf(name).parseTransaction({ data, value });
  const method = parsed === null ? data.slice(0, 10) || "0x" : `${parsed.name}(${parsed.args.join(", ")})`;
  const sent = value === 0n ? "" : ` with ${formatEther(value).replace(/\.0$/, "")} ETH`;
  return `${name ?? target}.${method}${sent}`;
}

function functionOf(addresses: AddressBook, target: string, signature: string): FunctionFragment {
  const name = nameOf(addresses, target);
  const known = name === undefined ? null : findFunction(interfaceOf(name), signature);
  if (known !== null) return known;
  if (name !== undefined) throw fail("ALT_DAO_UNKNOWN_METHOD", { target: name, signature });
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
