import { type Treasury, Treasury__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import type { DescribedCall } from "../calls/call-types.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { describeCall } from "../calls/describe-call.ts";
import { standardCalls } from "../calls/sentences.ts";
import { parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { requireUint } from "../support/ranges.ts";

/** What the treasury can do with what it holds. Throws ALT_ADDRESS_INVALID or ALT_CLIENT_RANGE. */
export interface PaymentCalls {
  /** `amount` is wei. */
  sendEther(to: string, amount: bigint): DescribedCall;
  /** Any ERC-20's; `amount` is in its smallest units. */
  sendTokens(token: string, to: string, amount: bigint): DescribedCall;
  /** Any ERC-721's; a recipient that is a contract is asked first. */
  sendNft(collection: string, to: string, tokenId: bigint): DescribedCall;
  /** Lets `spender` take so much of an ERC-20, in its smallest units. */
  approveTokens(token: string, spender: string, amount: bigint): DescribedCall;
}

/** The treasury: the timelock that holds the organisation's funds and roles, and acts when a proposal passed. */
export class TreasuryClient {
  readonly contract: Treasury;
  /** Its payments, and its own functions (roles, delay), to be proposed. */
  readonly calls: ContractCalls<Treasury> & PaymentCalls;
  readonly #caller: ContractCaller;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.contract = Treasury__factory.connect(addresses.treasury, this.#caller.runner);
    this.calls = { ...callsOf(addresses, this.contract), ...paymentsOf(addresses) };
  }

  /** Wei that the treasury holds. */
  balance(): Promise<bigint> {
    return this.#caller.provider.getBalance(this.contract);
  }

  /** Sends the treasury wei of the signer's own. */
  async fund(value: bigint): Promise<Mined> {
    const payment = { to: this.contract, value };
    return minedOf(await this.#caller.send("treasury", () => this.#caller.signer.sendTransaction(payment)));
  }
}

function paymentsOf(addresses: AddressBook): PaymentCalls {
  const described = (target: string, value: bigint, data: string): DescribedCall => {
    const call = { target, value, data };
    return { ...call, sentence: describeCall(addresses, call) };
  };
  const standard = (contract: string, role: string, method: string, args: readonly unknown[]) =>
    described(parseAddress(contract, role), 0n, standardCalls.encodeFunctionData(method, args));
  return {
    sendEther: (to, amount) => described(parseAddress(to, "recipient"), units(amount), "0x"),
    sendTokens: (token, to, amount) =>
      standard(token, "token", "transfer", [parseAddress(to, "recipient"), units(amount)]),
    sendNft: (collection, to, tokenId) =>
      standard(collection, "collection", "safeTransferFrom", [
        addresses.treasury,
        parseAddress(to, "recipient"),
        units(tokenId),
      ]),
    approveTokens: (token, spender, amount) =>
      standard(token, "token", "approve", [parseAddress(spender, "spender"), units(amount)]),
  };
}

function units(amount: bigint): bigint {
  return requireUint(amount, 256, "amount in smallest units");
}
