import { Signature, ZeroAddress } from "ethers";
import { type GovernanceToken, GovernanceToken__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { addressOf, parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import type { Permit, TokenInfo, VotingPower } from "./token-types.ts";

/** Seconds for which a permit is good, if nothing else is said. */
const PERMIT_SECONDS = 3600n;

/** The voting token. Amounts are in its smallest units (10^-18). ALT_CLIENT_NOT_DEPLOYED where there is none. */
export class TokenClient {
  readonly contract: GovernanceToken;
  /** Calls of the contract, to be proposed. */
  readonly calls: ContractCalls<GovernanceToken>;
  readonly #caller: ContractCaller;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.contract = GovernanceToken__factory.connect(addressOf(addresses, "token"), this.#caller.runner);
    this.calls = callsOf(addresses, this.contract);
  }

  /** Name, symbol, supply and cap. */
  info(): Promise<TokenInfo> {
    const { contract } = this;
    return this.#caller.read("token", async () => {
      const [name, symbol, decimals, totalSupply, cap] = await Promise.all([
        contract.name(),
        contract.symbol(),
        contract.decimals(),
        contract.totalSupply(),
        contract.cap(),
      ]);
      return { name, symbol, decimals: Number(decimals), totalSupply, cap };
    });
  }

  /** What `account` holds; the signer's own if none is named. */
  async balance(account?: string): Promise<bigint> {
    const holder = await this.#accountOr(account);
    return this.#caller.read("token", () => this.contract.balanceOf(holder));
  }

  /** Balance, delegate and votes: a balance gives no votes until it is delegated. */
  async votes(account?: string): Promise<VotingPower> {
    const holder = await this.#accountOr(account);
    return this.#caller.read("token", async () => {
      const [balance, delegate, votes] = await Promise.all([
        this.contract.balanceOf(holder),
        this.contract.delegates(holder),
        this.contract.getVotes(holder),
      ]);
      return { account: holder, balance, votes, delegate: delegate === ZeroAddress ? undefined : delegate };
    });
  }

  /** What `spender` may still take from `owner`. */
  async allowance(owner: string, spender: string): Promise<bigint> {
    const [from, to] = [parseAddress(owner, "owner"), parseAddress(spender, "spender")];
    return this.#caller.read("token", () => this.contract.allowance(from, to));
  }

  /** Raises ALT_TOKEN_BALANCE with the figures if the signer holds less. */
  async transfer(to: string, amount: bigint): Promise<Mined> {
    const recipient = parseAddress(to, "recipient");
    return this.#send(() => this.contract.transfer(recipient, amount));
  }

  /** Raises ALT_ACCESS_DENIED unless the signer has the minter's role, which is the DAO's. */
  async mint(to: string, amount: bigint): Promise<Mined> {
    const recipient = parseAddress(to, "recipient");
    return this.#send(() => this.contract.mint(recipient, amount));
  }

  burn(amount: bigint): Promise<Mined> {
    return this.#send(() => this.contract.burn(amount));
  }

  async approve(spender: string, amount: bigint): Promise<Mined> {
    const address = parseAddress(spender, "spender");
    return this.#send(() => this.contract.approve(address, amount));
  }

  /** Gives the signer's votes to `to`, to itself if nobody is named. They count from the next proposal on. */
  async delegate(to?: string): Promise<Mined> {
    const delegate = await this.#accountOr(to);
    return this.#send(() => this.contract.delegate(delegate));
  }

  /** Signs an ERC-2612 permit off chain; anyone may {@link submitPermit} it. `deadline` is Unix seconds. */
  async permit(spender: string, value: bigint, deadline?: bigint): Promise<Permit> {
    const owner = await this.#caller.sender();
    const message = {
      owner,
      spender: parseAddress(spender, "spender"),
      value,
      nonce: await this.#caller.read("token", () => this.contract.nonces(owner)),
      deadline: deadline ?? (await this.#caller.now()) + PERMIT_SECONDS,
    };
    const { signature } = await this.#caller.signTyped(this.contract, { Permit: PERMIT_FIELDS }, message);
    return { owner, spender: message.spender, value, deadline: message.deadline, signature };
  }

  /** Makes a permit's allowance real; the signer pays the gas. */
  async submitPermit(permit: Permit): Promise<Mined> {
    const { owner, spender, value, deadline } = permit;
    const { v, r, s } = Signature.from(permit.signature);
    return this.#send(() => this.contract.permit(owner, spender, value, deadline, v, r, s));
  }

  async #send(call: Parameters<ContractCaller["send"]>[1]): Promise<Mined> {
    return minedOf(await this.#caller.send("token", call));
  }

  async #accountOr(account: string | undefined): Promise<string> {
    return account === undefined ? this.#caller.sender() : parseAddress(account, "account");
  }
}

const PERMIT_FIELDS = [
  { name: "owner", type: "address" },
  { name: "spender", type: "address" },
  { name: "value", type: "uint256" },
  { name: "nonce", type: "uint256" },
  { name: "deadline", type: "uint256" },
];
