import { fail } from "../../protocol/errors.ts";
import { packRequest } from "../../protocol/request.ts";
import type { IFunctionRouter } from "../../types/functions/FunctionRouter.js";
import { type FunctionRegistry, type FunctionRouter, FunctionRouter__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { Accounts } from "./accounts.ts";
import { announcedOf } from "./announced.ts";
import { CallBuilder } from "./call-builder.ts";
import { Endings } from "./endings.ts";
import { decodeAnswer } from "./endpoint.ts";
import { fulfilmentOf } from "./fulfilment.ts";
import type {
  Admitted,
  AdmittedProgram,
  Artefact,
  AuthorizedConsumer,
  FunctionAccount,
  FunctionCall,
  FunctionDraft,
  FunctionQuote,
  FunctionSummary,
  FunctionVersion,
  Published,
} from "./function-types.ts";
import { Programs } from "./programs.ts";
import { Publisher } from "./publisher.ts";
import { type FunctionReceipt, receiptOf } from "./receipts.ts";
import { RegistryReader } from "./registry-reader.ts";
import { requestGas } from "./request-gas.ts";
import { RequestHistory } from "./request-history.ts";
import type {
  ExpiredRequest,
  Expiry,
  FunctionResult,
  Payment,
  Requested,
  RequestFilter,
  RequestRecord,
  SettledRequest,
} from "./request-types.ts";

const MAX_UINT256 = (1n << 256n) - 1n;

/** Off-chain functions: the registry, and the router with accounts and requests. Amounts are wei. */
export class FunctionsClient {
  readonly router: FunctionRouter;
  /** Calls of the router, to be proposed. */
  readonly calls: ContractCalls<FunctionRouter>;
  readonly #caller: ContractCaller;
  readonly #registry: RegistryReader;
  readonly #publisher: Publisher;
  readonly #programs: Programs;
  readonly #callBuilder: CallBuilder;
  readonly #history: RequestHistory;
  readonly #endings: Endings;
  readonly #accounts: Accounts;
  readonly #addresses: AddressBook;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    const caller = new ContractCaller(addresses, runner);
    const router = FunctionRouter__factory.connect(addresses.router, caller.runner);
    const registry = new RegistryReader(addresses, caller);
    const programs = new Programs(caller, router);
    this.#addresses = addresses;
    this.#caller = caller;
    this.router = router;
    this.calls = callsOf(addresses, router);
    this.#registry = registry;
    this.#publisher = new Publisher(caller, registry.contract);
    this.#programs = programs;
    this.#callBuilder = new CallBuilder({ caller, router, registry, programs });
    this.#history = new RequestHistory(router, caller, programs);
    this.#endings = new Endings(caller, router, addresses);
    this.#accounts = new Accounts(caller, router);
  }

  get registry(): FunctionRegistry {
    return this.#registry.contract;
  }

  /** Publishes a new function for `owner`, for the signer if nobody is named. */
  async publish(draft: FunctionDraft, owner?: string): Promise<Published> {
    return this.#publisher.publish(draft, await this.#accounts.addressOf(owner));
  }

  /** Adds a version to a function that the signer owns; ALT_FUNCTIONS_UNKNOWN if there is none of this id. */
  async publishVersion(functionId: bigint, draft: FunctionDraft): Promise<Published> {
    await this.#registry.version(functionId);
    return this.#publisher.publishVersion(functionId, draft);
  }

  /** All functions with their newest versions. */
  list(): Promise<FunctionSummary[]> {
    return this.#registry.list();
  }

  /** One function; ALT_FUNCTIONS_UNKNOWN if there is none of this id. */
  show(functionId: bigint): Promise<FunctionSummary> {
    return this.#registry.summary(functionId);
  }

  /** A version's record, the newest if none is named. */
  version(functionId: bigint, version?: bigint): Promise<FunctionVersion> {
    return this.#registry.version(functionId, version);
  }

  /** A version's bytes and ABI, as its event holds them. */
  artefact(functionId: bigint, version: bigint): Promise<Artefact> {
    return this.#registry.artefact(functionId, version);
  }

  /**
   * Lets calls name a version of a function, the newest if none is named, under an execution domain, the newest that
   * the DAO allows if none is named. Anyone may, once. Throws ALT_FUNCTIONS_NO_DOMAIN or ALT_FUNCTIONS_DOMAIN.
   */
  async admit(functionId: bigint, version?: bigint, executionDomain?: string): Promise<Admitted> {
    return this.#programs.admit(await this.#registry.version(functionId, version), executionDomain);
  }

  /** What the router admitted of a function: its versions under execution domains. */
  programs(functionId: bigint): Promise<AdmittedProgram[]> {
    return this.#programs.admitted(functionId);
  }

  /** What the DAO asks for now; see `IFunctionRouter.Terms`. */
  async terms(): Promise<IFunctionRouter.TermsStructOutput> {
    return this.#caller.read("router", () => this.router.terms());
  }

  /** The most that a call can cost if it is requested now. */
  async quote(call: FunctionCall): Promise<FunctionQuote> {
    const struct = await this.#callBuilder.build(call);
    const quote = await this.#caller.read("router", () => this.router.quote(struct));
    const { fixedFee, fuelFee, byteFee, gasFee, total } = quote;
    return { fixedFee, fuelFee, byteFee, gasFee, total };
  }

  /** Asks an endpoint, which must be admitted: ALT_FUNCTIONS_NOT_ADMITTED. The arguments are encoded by the function's own ABI. */
  async request(call: FunctionCall, payment: Payment = { from: "account" }): Promise<Requested> {
    const struct = await this.#callBuilder.build(call);
    const sender = await this.#caller.sender();
    const { request, requestPaid, quote } = this.router;
    const receipt = await this.#caller.send("router", async () => {
      if (payment.from === "account") {
        const args = [payment.account ?? sender, struct, payment.maxCost ?? MAX_UINT256] as const;
        return request(...args, await requestGas(request.estimateGas(...args)));
      }
      const args = [payment.refundTo ?? sender, struct] as const;
      const { total: value } = await quote(struct);
      return requestPaid(...args, {
        value,
        ...(await requestGas(requestPaid.estimateGas(...args, { value }))),
      });
    });
    const [requested] = eventsIn(receipt.logs, this.router, this.router.filters.Requested);
    if (requested === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "Requested" });
    return { ...(await announcedOf(requested.args, this.#programs)), mined: minedOf(receipt) };
  }

  /** Requests with how they went, oldest first. */
  requests(filter: RequestFilter = {}): Promise<RequestRecord[]> {
    return this.#history.find(filter);
  }

  /** One request; ALT_FUNCTIONS_UNKNOWN_REQUEST if the router never took it. */
  async requestOf(requestId: string): Promise<RequestRecord> {
    const [found] = await this.#history.find({ requestId });
    if (found === undefined) throw fail("ALT_FUNCTIONS_UNKNOWN_REQUEST", { requestId });
    return found;
  }

  /** What settled requests cost, oldest first. */
  async receipts(filter: Omit<RequestFilter, "states"> = {}): Promise<FunctionReceipt[]> {
    const records = await this.#history.find({ ...filter, states: ["settled"] });
    return records.filter((record) => record.state === "settled").map(receiptOf);
  }

  /** What the endpoint answered, from the transaction that fulfilled the request. */
  async result(requestId: string): Promise<FunctionResult> {
    const record = await this.requestOf(requestId);
    if (record.state !== "settled")
      throw fail("ALT_FUNCTIONS_NOT_SETTLED", { requestId, state: record.state });
    const { result } = await fulfilmentOf(this.#caller, this.router, this.#addresses, record);
    const abi = await this.#registry.abi(record.program.functionId, record.program.version);
    return decodeAnswer(abi, record.calldata, record.outcome, result);
  }

  /**
   * Waits until the request is settled or expired. ALT_FUNCTIONS_WAIT_TIMEOUT after `timeoutMs` (a minute);
   * `pollMs` (100) lies between two looks.
   */
  async waitForSettlement(
    requestId: string,
    { timeoutMs = 60_000, pollMs = 100 }: { readonly timeoutMs?: number; readonly pollMs?: number } = {},
  ): Promise<SettledRequest | ExpiredRequest> {
    const until = Date.now() + timeoutMs;
    const request = packRequest((await this.requestOf(requestId)).header);
    while (await this.#caller.read("router", () => this.router.isLive(request))) {
      if (Date.now() >= until)
        throw fail("ALT_FUNCTIONS_WAIT_TIMEOUT", { requestId, seconds: timeoutMs / 1000 });
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    const record = await this.requestOf(requestId);
    if (record.state === "settled" || record.state === "expired") return record;
    throw fail("ALT_FUNCTIONS_UNKNOWN_REQUEST", { requestId });
  }

  /** Ends requests whose deadline has passed, with a full refund. Anyone may. */
  async expire(requestIds: readonly string[]): Promise<Expiry> {
    const records = await Promise.all(requestIds.map((requestId) => this.requestOf(requestId)));
    return this.#endings.expire(records);
  }

  /** Ends all overdue requests of an account, the signer's own if none is named. Anyone may. */
  async expireOverdue(account?: string): Promise<Expiry> {
    const address = await this.#accounts.addressOf(account);
    return this.#endings.expire(await this.#history.find({ account: address, states: ["overdue"] }));
  }

  /** Calls the consumer again with an answer whose callback failed. Anyone may; the consumer's revert is the call's. */
  async deliver(requestId: string): Promise<Mined> {
    return this.#endings.deliver(await this.requestOf(requestId));
  }

  /** A prepaid account, the signer's own if none is named. */
  account(account?: string): Promise<FunctionAccount> {
    return this.#accounts.find(account);
  }

  /** Who may spend of an account, the signer's own if none is named. */
  consumers(account?: string): Promise<AuthorizedConsumer[]> {
    return this.#accounts.consumers(account);
  }

  /** Adds wei to an account, the signer's own if none is named. */
  fund(amount: bigint, account?: string): Promise<Mined> {
    return this.#accounts.fund(amount, account);
  }

  /** Takes free wei out of the signer's account. */
  withdraw(amount: bigint, to?: string): Promise<Mined> {
    return this.#accounts.withdraw(amount, to);
  }

  /** Lets a consumer spend up to `cap` wei of the signer's account, counting what it spent before; 0 ends it. */
  authorize(consumer: string, cap: bigint | "none"): Promise<Mined> {
    return this.#accounts.authorize(consumer, cap);
  }
}
