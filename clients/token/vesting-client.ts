import { fail } from "../../protocol/errors.ts";
import { type Vesting, Vesting__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { addressOf, parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import type { GrantClaim, VestingGrant } from "./vesting-types.ts";

/** Grants that become their holder's over time. ALT_CLIENT_NOT_DEPLOYED where the organisation has none. */
export class VestingClient {
  readonly contract: Vesting;
  /** Calls of the contract, to be proposed: `grant` after the token's `approve`, `revoke`. */
  readonly calls: ContractCalls<Vesting>;
  readonly #caller: ContractCaller;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.contract = Vesting__factory.connect(addressOf(addresses, "vesting"), this.#caller.runner);
    this.calls = callsOf(addresses, this.contract);
  }

  /** The grants of an account, of the signer if none is named, oldest first. */
  async grants(account?: string): Promise<VestingGrant[]> {
    const beneficiary = await this.#accountOr(account);
    const { Granted } = this.contract.filters;
    const made = await this.#caller.findEvents(this.contract, Granted, Granted(undefined, beneficiary));
    return Promise.all(made.map(({ args }) => this.grant(args.id)));
  }

  /** One grant; ALT_TOKEN_UNKNOWN_GRANT if there is none of this id. */
  grant(id: bigint): Promise<VestingGrant> {
    return this.#caller.read("vesting", async () => {
      const [found, vested, claimed] = await Promise.all([
        this.contract.grantOf(id),
        this.contract.vestedOf(id),
        this.contract.claimedOf(id),
      ]);
      const { beneficiary, amount, start, cliff, end, revocable } = found;
      const terms = { id, beneficiary, amount, start, cliff, end, revocable };
      return { ...terms, vested, claimed, claimable: vested - claimed };
    });
  }

  /** Has a beneficiary paid all that is due of its grants; the signer if none is named. Anyone may. */
  async claim(account?: string): Promise<GrantClaim> {
    const beneficiary = await this.#accountOr(account);
    const due = (await this.grants(beneficiary)).filter(({ claimable }) => claimable > 0n);
    if (due.length === 0) return { beneficiary, claims: [], amount: 0n, mined: undefined };
    const calls = due.map(({ id }) => this.contract.interface.encodeFunctionData("claim", [id]));
    const receipt = await this.#caller.send("vesting", () => this.contract.multicall(calls));
    const claimed = eventsIn(receipt.logs, this.contract, this.contract.filters.Claimed);
    const claims = claimed.map(({ args }) => ({ id: args.id, amount: args.amount }));
    if (claims.length === 0) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "Claimed" });
    const amount = claims.reduce((sum, claim) => sum + claim.amount, 0n);
    return { beneficiary, claims, amount, mined: minedOf(receipt) };
  }

  async #accountOr(account: string | undefined): Promise<string> {
    return account === undefined ? this.#caller.sender() : parseAddress(account, "account");
  }
}
