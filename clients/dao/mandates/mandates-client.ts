import { id, type TransactionResponse, toBeHex } from "ethers";
import { AlthingError, fail } from "../../../protocol/errors.ts";
import { moment } from "../../../protocol/moment.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { type Mandates, Mandates__factory, type Treasury, Treasury__factory } from "../../../types/index.js";
import type { AddressBook } from "../../address-book.ts";
import type { DescribedCall } from "../../calls/call-types.ts";
import { type ContractCalls, callsOf } from "../../calls/contract-calls.ts";
import { FunctionsClient } from "../../functions/functions-client.ts";
import { addressOf } from "../../support/addresses.ts";
import { type ClientRunner, ContractCaller, minedOf } from "../../support/contract-caller.ts";
import { AssetReader } from "./mandate-asset.ts";
import { callToOpen } from "./mandate-call.ts";
import { mandateRecords } from "./mandate-records.ts";
import { mandateStep } from "./mandate-step.ts";
import type { Mandate, MandateCarried, MandateDraft, MandateRecord, MandateStep } from "./mandate-types.ts";
import { assetAmount, totalOf } from "./mandate-words.ts";

const CANCELLER_ROLE = id("CANCELLER_ROLE");

/** What holds for all mandates: the chain's time, and the treasury's delay and cancellers. */
type Circumstances = Pick<Mandate, "now" | "cancellers"> & { readonly minDelay: bigint };

type DueStep = Exclude<MandateStep["step"], "wait" | "none">;

/**
 * Functions as governance actions: a proposal opens a mandate, a function answers who gets what, and what is within the
 * mandate is paid out of the treasury after its delay. ALT_CLIENT_NOT_DEPLOYED where the organisation has no mandates.
 */
export class MandatesClient {
  readonly contract: Mandates;
  /** Calls of the contract, to be proposed; `callToOpen` makes that which opens a mandate. */
  readonly calls: ContractCalls<Mandates>;
  readonly #addresses: AddressBook;
  readonly #caller: ContractCaller;
  readonly #treasury: Treasury;
  readonly #assets: AssetReader;
  readonly #functions: FunctionsClient;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.contract = Mandates__factory.connect(addressOf(addresses, "mandates"), this.#caller.runner);
    this.calls = callsOf(addresses, this.contract);
    this.#addresses = addresses;
    this.#treasury = Treasury__factory.connect(addresses.treasury, this.#caller.runner);
    this.#assets = new AssetReader(this.#caller);
    this.#functions = new FunctionsClient(addresses, runner);
  }

  /**
   * The call that opens a mandate, for a proposal. Throws ALT_DAO_MANDATE_ENDPOINT, ALT_DAO_MANDATE_RECIPIENTS or
   * ALT_DAO_MANDATE_EXPIRY where nothing could be paid by it.
   *
   * @example
   * const question = { functionId: 3n, endpoint: "payouts", args: [contributions, parseEther("5"), parseEther("2")] };
   * const call = await mandates.callToOpen({ question, maxTotal: parseEther("5"), maxRecipients: 20, expiry });
   */
  callToOpen(draft: MandateDraft): Promise<DescribedCall> {
    return callToOpen({ addresses: this.#addresses, caller: this.#caller, mandates: this.contract }, draft);
  }

  /** All mandates and where they stand, oldest first. */
  async list(): Promise<Mandate[]> {
    const [records, around] = await Promise.all([this.#records(), this.#circumstances()]);
    return Promise.all(records.map((record) => this.#standing(record, around)));
  }

  /** One mandate; ALT_DAO_UNKNOWN_MANDATE if there is none of this id. */
  async show(id: bigint): Promise<Mandate> {
    const [[record], around] = await Promise.all([this.#records(id), this.#circumstances()]);
    if (record === undefined) throw fail("ALT_DAO_UNKNOWN_MANDATE", { mandateId: id });
    return this.#standing(record, around);
  }

  /**
   * Takes the next step, which is anyone's: `schedule`, `execute` or `expire`. Nothing is sent for a mandate that is over;
   * ALT_DAO_MANDATE_STATE where the step is not due.
   */
  async carry(id: bigint): Promise<MandateCarried | undefined> {
    const mandate = await this.show(id);
    const { step } = mandate.next;
    if (step === "none") return undefined;
    if (step === "wait") throw notNow(mandate);
    return this.#take(mandate, step);
  }

  /** Has the answer checked: it waits in the treasury then, or the mandate has ended and says why. Anyone may. */
  async schedule(id: bigint): Promise<MandateCarried> {
    return this.#take(await this.show(id), "schedule");
  }

  /** Has the treasury pay what was scheduled, once its delay is over. Anyone may. Throws ALT_DAO_MANDATE_FUNDS. */
  async execute(id: bigint): Promise<MandateCarried> {
    return this.#take(await this.show(id), "execute");
  }

  /** Ends a mandate that is past its expiry. Anyone may. */
  async expire(id: bigint): Promise<MandateCarried> {
    return this.#take(await this.show(id), "expire");
  }

  /** Ends a mandate before it is paid: its guardian's to do, and of the treasury's cancellers. The DAO proposes `calls.cancel`. */
  async refuse(id: bigint): Promise<MandateCarried> {
    const mandate = await this.show(id);
    if (mandate.next.step === "none") throw notNow(mandate);
    return this.#send(id, () => this.contract.cancel(id));
  }

  async #take(mandate: Mandate, step: DueStep): Promise<MandateCarried> {
    if (mandate.next.step !== step) throw notNow(mandate);
    const { id, result = "0x" } = mandate;
    const steps = {
      schedule: () => this.contract.schedule(id, result),
      execute: async () => {
        await this.#requireFunds(mandate);
        return this.contract.execute(id, result);
      },
      expire: () => this.contract.expire(id),
    };
    return this.#send(id, steps[step]);
  }

  async #send(id: bigint, send: () => Promise<TransactionResponse>): Promise<MandateCarried> {
    const receipt = await this.#caller.send("mandates", send);
    return { mandate: await this.show(id), mined: minedOf(receipt) };
  }

  async #records(id?: bigint): Promise<MandateRecord[]> {
    const address = String(this.contract.target);
    const search = id === undefined ? { address } : { address, topics: [null, toBeHex(id, 32)] };
    return [...mandateRecords(await this.#caller.findLogs(search)).values()];
  }

  async #standing(record: MandateRecord, { now, minDelay, cancellers }: Circumstances): Promise<Mandate> {
    const { operation, terms } = record;
    const [asset, error, held] = await Promise.all([
      this.#assets.of(terms.asset),
      this.#errorOf(record),
      operation === undefined
        ? false
        : this.#caller.read("treasury", () => this.#treasury.isOperationPending(operation)),
    ]);
    const delayNow = terms.delay > minDelay ? terms.delay : minDelay;
    return { ...record, asset, error, delayNow, cancellers, now, next: mandateStep(record, { now, held }) };
  }

  async #circumstances(): Promise<Circumstances> {
    const [now, minDelay, cancellers] = await Promise.all([
      this.#caller.now(),
      this.#caller.read("treasury", () => this.#treasury.getMinDelay()),
      this.#cancellers(),
    ]);
    return { now, minDelay, cancellers };
  }

  async #cancellers(): Promise<string[]> {
    const { RoleGranted } = this.#treasury.filters;
    const granted = await this.#caller.findEvents(this.#treasury, RoleGranted, RoleGranted(CANCELLER_ROLE));
    const accounts = [...new Set(granted.map(({ args }) => args.account))].filter(
      (account) => account !== this.#addresses.governor,
    );
    const has = await this.#caller.read("treasury", () =>
      Promise.all(accounts.map((account) => this.#treasury.hasRole(CANCELLER_ROLE, account))),
    );
    return accounts.filter((_, place) => has[place]);
  }

  /** By the function's own ABI, unless the request was made through a router that is no longer this one. */
  async #errorOf({ failure, requestId }: MandateRecord): Promise<string | undefined> {
    if (failure?.outcome !== Outcome.Revert) return undefined;
    try {
      return (await this.#functions.result(requestId)).error;
    } catch (error) {
      if (error instanceof AlthingError) return undefined;
      throw error;
    }
  }

  async #requireFunds(mandate: Mandate): Promise<void> {
    const { id, asset, terms } = mandate;
    const needed = totalOf(mandate) ?? 0n;
    const had = await this.#assets.balanceOf(this.#addresses.treasury, terms.asset);
    if (had >= needed) return;
    throw fail("ALT_DAO_MANDATE_FUNDS", {
      mandateId: id,
      had: assetAmount(asset, had),
      needed: assetAmount(asset, needed),
      expiry: moment(terms.expiry),
    });
  }
}

/** Why a step cannot be taken: another comes first, or none does. */
function notNow({ id, state, next }: Mandate) {
  if (next.step !== "wait") return fail("ALT_DAO_MANDATE_STATE", { mandateId: id, state });
  const waits = {
    answer: "asked and not answered",
    payment: `scheduled and held until ${moment(next.until)}`,
    expiry: `cancelled in the treasury, and can be ended from ${moment(next.until)} on`,
  };
  return fail("ALT_DAO_MANDATE_STATE", { mandateId: id, state: waits[next.awaiting] });
}
