import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { revertDataOf } from "../../protocol/reverts.ts";
import { type MerkleDistributor, MerkleDistributor__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { addressOf, parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";

/** A round of claims. Amounts are smallest units, times Unix seconds. */
export interface AirdropRound {
  readonly number: bigint;
  readonly root: string;
  readonly total: bigint;
  readonly remaining: bigint;
  /** The last second of claims; 0 once the round is closed. */
  readonly expiry: bigint;
}

/** What an account claims; `proof` is of a tree of (index, account, amount). */
export interface RoundClaim {
  readonly round: bigint;
  readonly index: number;
  readonly account: string;
  readonly amount: bigint;
  readonly proof: readonly string[];
}

/** Airdrops of the voting token in rounds. The distributor stands at an address of its own. */
export class DistributorClient {
  readonly contract: MerkleDistributor;
  /** Calls of the contract, to be proposed. */
  readonly calls: ContractCalls<MerkleDistributor>;
  readonly #caller: ContractCaller;
  readonly #addresses: AddressBook;

  constructor(addresses: AddressBook, distributor: string, runner: ClientRunner) {
    this.#addresses = addresses;
    this.#caller = new ContractCaller(addresses, runner);
    this.contract = MerkleDistributor__factory.connect(
      parseAddress(distributor, "distributor"),
      this.#caller.runner,
    );
    this.calls = callsOf(addresses, this.contract);
  }

  /** Sees that it hands out the organisation's token, and gives what is left to its treasury: else ALT_AIRDROP_DISTRIBUTOR. */
  async requireOwn(): Promise<void> {
    const own = [addressOf(this.#addresses, "token"), this.#addresses.treasury];
    const found = await this.#ownership();
    if (own.some((address, place) => address.toLowerCase() !== found[place]?.toLowerCase()))
      throw fail("ALT_AIRDROP_DISTRIBUTOR", { distributor: String(this.contract.target) });
  }

  /** All rounds, oldest first. */
  rounds(): Promise<AirdropRound[]> {
    return this.#read(async () => {
      const count = Number(await this.contract.roundCount());
      return Promise.all(Array.from({ length: count }, (_, place) => this.#round(BigInt(place))));
    });
  }

  /**
   * The oldest open round with this root and total, whoever paid for it; the newest if none is open. Anybody may open one
   * that is over at once, which must not stand before the one that pays.
   */
  async findRound(root: string, total: bigint): Promise<AirdropRound | undefined> {
    const { RoundOpened } = this.contract.filters;
    const filter = RoundOpened(undefined, undefined, root);
    const opened = await this.#caller.findEvents(this.contract, RoundOpened, filter);
    const numbers = opened.filter(({ args }) => args.total === total).map(({ args }) => args.round);
    const rounds = await this.#read(() => Promise.all(numbers.map((number) => this.#round(number))));
    const now = await this.#caller.now();
    return rounds.find(({ expiry }) => expiry >= now) ?? rounds.at(-1);
  }

  isClaimed(round: bigint, index: number): Promise<boolean> {
    return this.#read(() => this.contract.isClaimed(round, index));
  }

  /** Has `account` paid what is its own; anyone may. Throws ALT_AIRDROP_CLAIMED or ALT_AIRDROP_OVER. */
  async claim({ round, index, account, amount, proof }: RoundClaim): Promise<Mined> {
    if (await this.isClaimed(round, index)) throw fail("ALT_AIRDROP_CLAIMED", { account, round });
    const { expiry } = await this.#read(() => this.contract.roundOf(round));
    if ((await this.#caller.now()) > expiry)
      throw fail("ALT_AIRDROP_OVER", { round, expiry: expiry === 0n ? "it was closed" : moment(expiry) });
    const receipt = await this.#caller.send("token", () =>
      this.contract.claim(round, index, account, amount, [...proof]),
    );
    return minedOf(receipt);
  }

  async #round(number: bigint): Promise<AirdropRound> {
    const { root, total, remaining, expiry } = await this.contract.roundOf(number);
    return { number, root, total, remaining, expiry };
  }

  /** Token and treasury; nothing where no distributor is. */
  async #ownership(): Promise<readonly string[]> {
    const code = await this.#caller.provider.getCode(this.contract.target);
    if (code === "0x") return [];
    try {
      return await Promise.all([this.contract.token(), this.contract.treasury()]);
    } catch (error) {
      if (revertDataOf(error) !== undefined) return [];
      throw error;
    }
  }

  #read<Value>(call: () => Promise<Value>): Promise<Value> {
    return this.#caller.read("token", call);
  }
}
