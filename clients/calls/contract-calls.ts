import type { AddressLike, BaseContract, BigNumberish, FunctionFragment } from "ethers";
import type { StateMutability, TypedContractMethod } from "../../types/common.js";
import type { AddressBook } from "../address-book.ts";
import { encodeCalldata } from "../support/calldata.ts";
import type { DescribedCall } from "./call-types.ts";
import { describeCall } from "./describe-call.ts";

/** What encodes without asking the chain: addresses are texts, not contracts or names. */
type Plain<Argument> = [Argument] extends [BigNumberish]
  ? Argument
  : [Argument] extends [AddressLike]
    ? string
    : Argument extends object
      ? { [Field in keyof Argument]: Plain<Argument[Field]> }
      : Argument;

/** After the function's own arguments: the ether that a payable function is called with. */
type Paid<Mutability extends StateMutability> = Mutability extends "payable"
  ? [options?: { readonly value: bigint }]
  : [];

type CallMaker<Method> =
  Method extends TypedContractMethod<infer Args, infer _Result, infer Mutability>
    ? Mutability extends "view"
      ? never
      : (...args: [...{ [Place in keyof Args]: Plain<Args[Place]> }, ...Paid<Mutability>]) => DescribedCall
    : never;

/** Every function of a contract that changes state, as a maker of described calls. */
export type ContractCalls<Contract> = {
  readonly [Name in keyof Contract as CallMaker<Contract[Name]> extends never ? never : Name]: CallMaker<
    Contract[Name]
  >;
};

/**
 * The calls that can be made of a contract, from its own ABI. Nothing is asked of the chain, and nothing sent.
 * Throws ALT_CLIENT_ARGUMENTS where arguments do not fit.
 *
 * @example callsOf(addresses, router).setFuelPrice(5n)
 */
export function callsOf<Contract extends BaseContract>(
  addresses: AddressBook,
  contract: Contract,
): ContractCalls<Contract> {
  const makers: Record<string, (...args: unknown[]) => DescribedCall> = {};
  contract.interface.forEachFunction((fragment) => {
    if (fragment.constant) return;
    const maker = (...args: unknown[]) => callOf(addresses, contract, fragment, args);
    makers[fragment.name] ??= maker;
    makers[fragment.format()] = maker;
  });
  return makers as ContractCalls<Contract>;
}

function callOf(
  addresses: AddressBook,
  contract: BaseContract,
  fragment: FunctionFragment,
  args: readonly unknown[],
): DescribedCall {
  const count = fragment.inputs.length;
  const paid = fragment.payable && args.length === count + 1 ? (args[count] as { value: bigint }) : undefined;
  const data = encodeCalldata(fragment, paid === undefined ? args : args.slice(0, count));
  const call = { target: String(contract.target), value: paid?.value ?? 0n, data };
  return { ...call, sentence: describeCall(addresses, call, contract.interface) };
}
