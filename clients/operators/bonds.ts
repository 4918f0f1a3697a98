import { ZeroAddress } from "ethers";
import { type GovernanceToken, GovernanceToken__factory, type OperatorSet } from "../../types/index.js";
import { parseAddress } from "../support/addresses.ts";
import { type ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import type { BondCurrency, OperatorBond, OperatorStake } from "./operator-types.ts";

/** Stakes under operators' signers. Amounts are in the smallest unit of what bonds are made in. */
export class Bonds {
  readonly #caller: ContractCaller;
  readonly #set: OperatorSet;

  constructor(caller: ContractCaller, set: OperatorSet) {
    this.#caller = caller;
    this.#set = set;
  }

  async currency(): Promise<BondCurrency> {
    const token = await this.#token();
    if (token === undefined) return { token, symbol: "ETH" };
    return {
      token: await token.getAddress(),
      symbol: await this.#caller.read("operatorSet", () => token.symbol()),
    };
  }

  async of(signer: string): Promise<OperatorBond> {
    const found = await this.#caller.read("operatorSet", () => this.#set.bondOf(signer));
    return { bonded: found.bonded, leaving: found.leaving, slashed: found.slashed };
  }

  async stakeOf(signer: string, holder: string): Promise<OperatorStake> {
    const found = await this.#caller.read("operatorSet", () => this.#set.stakeOf(signer, holder));
    return { bonded: found.bonded, leaving: found.leaving, readyAt: found.readyAt };
  }

  /** Puts a stake of `holder` under a signer. A token is approved first, for this amount, unless it is already. */
  async bond(signer: string, amount: bigint, holder: string): Promise<Mined> {
    const [key, owner] = [parseAddress(signer, "signer"), parseAddress(holder, "holder")];
    const token = await this.#token();
    if (token !== undefined) await this.#approve(token, amount);
    const value = token === undefined ? amount : 0n;
    return this.#send(() => this.#set.bond(key, owner, amount, { value }));
  }

  unbond(signer: string, amount: bigint): Promise<Mined> {
    const key = parseAddress(signer, "signer");
    return this.#send(() => this.#set.unbond(key, amount));
  }

  withdraw(signer: string): Promise<Mined> {
    const key = parseAddress(signer, "signer");
    return this.#send(() => this.#set.withdrawBond(key));
  }

  async #approve(token: GovernanceToken, amount: bigint): Promise<void> {
    const allowance = await this.#caller.read("operatorSet", async () =>
      token.allowance(await this.#caller.sender(), this.#set),
    );
    if (allowance < amount) await this.#send(() => token.approve(this.#set, amount));
  }

  /** Whatever the token is: what is called of it every ERC-20 has, and nearly every one its symbol. */
  async #token(): Promise<GovernanceToken | undefined> {
    const address = await this.#caller.read("operatorSet", () => this.#set.bondToken());
    return address === ZeroAddress
      ? undefined
      : GovernanceToken__factory.connect(address, this.#caller.runner);
  }

  async #send(call: Parameters<ContractCaller["send"]>[1]): Promise<Mined> {
    return minedOf(await this.#caller.send("operatorSet", call));
  }
}
