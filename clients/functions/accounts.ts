import type { FunctionRouter } from "../../types/index.js";
import { parseAddress } from "../support/addresses.ts";
import { type ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { requireUint } from "../support/ranges.ts";
import type { AuthorizedConsumer, FunctionAccount } from "./function-types.ts";

/** What the router takes for no cap: nothing is counted then. */
const NO_CAP = (1n << 128n) - 1n;

/** Prepaid accounts at the router. Amounts are wei; the account is the signer's own if none is named. */
export class Accounts {
  readonly #caller: ContractCaller;
  readonly #router: FunctionRouter;

  constructor(caller: ContractCaller, router: FunctionRouter) {
    this.#caller = caller;
    this.#router = router;
  }

  /** The account's address, checked. */
  async addressOf(account: string | undefined): Promise<string> {
    return account === undefined ? this.#caller.sender() : parseAddress(account, "account");
  }

  async find(account?: string): Promise<FunctionAccount> {
    const address = await this.addressOf(account);
    const found = await this.#caller.read("router", () => this.#router.accountOf(address));
    return { account: address, balance: found.balance, requests: found.sequence };
  }

  /** Who may spend of the account, by when each was first authorised; none whose cap is 0. */
  async consumers(account?: string): Promise<AuthorizedConsumer[]> {
    const address = await this.addressOf(account);
    const { ConsumerAuthorized } = this.#router.filters;
    const events = await this.#caller.findEvents(
      this.#router,
      ConsumerAuthorized,
      ConsumerAuthorized(address),
    );
    const consumers = [...new Set(events.map(({ args }) => args.consumer))];
    const found = await Promise.all(consumers.map((consumer) => this.#allowance(address, consumer)));
    return found.filter(({ cap }) => cap !== 0n);
  }

  async fund(amount: bigint, account?: string): Promise<Mined> {
    const address = await this.addressOf(account);
    return this.#send(() => this.#router.deposit(address, { value: amount }));
  }

  async withdraw(amount: bigint, to?: string): Promise<Mined> {
    const recipient = await this.addressOf(to);
    return this.#send(() => this.#router.withdraw(recipient, amount));
  }

  async authorize(consumer: string, cap: bigint | "none"): Promise<Mined> {
    const address = parseAddress(consumer, "consumer");
    const limit = cap === "none" ? NO_CAP : requireUint(cap, 128, "cap");
    return this.#send(() => this.#router.authorize(address, limit));
  }

  async #allowance(account: string, consumer: string): Promise<AuthorizedConsumer> {
    const { cap, used } = await this.#caller.read("router", () =>
      this.#router.allowanceOf(account, consumer),
    );
    return { consumer, cap: cap === NO_CAP ? undefined : cap, used };
  }

  async #send(call: Parameters<ContractCaller["send"]>[1]): Promise<Mined> {
    return minedOf(await this.#caller.send("router", call));
  }
}
