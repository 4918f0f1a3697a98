import { Interface, keccak256, ZeroHash } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { escrowOf, toRequestHeader } from "../../protocol/request.ts";
import type { IFunctionRegistry } from "../../types/functions/FunctionRegistry.js";
import type { IFunctionRouter } from "../../types/functions/FunctionRouter.js";
import { type FunctionRegistry, type FunctionRouter, FunctionRouter__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { requireUint } from "../support/ranges.ts";
import { CallBuilder } from "./call-builder.ts";
import { decodeAnswer } from "./endpoint.ts";
import {
  type Artefact,
  type ExpiredRequest,
  type FunctionAccount,
  type FunctionCall,
  type FunctionDraft,
  type FunctionQuote,
  type FunctionResult,
  type FunctionSummary,
  type FunctionVersion,
  functionKinds,
  type Payment,
  type Published,
  type Requested,
  type RequestRecord,
  type SettledRequest,
} from "./function-types.ts";
import { RegistryReader } from "./registry-reader.ts";
import { type RequestFilter, RequestHistory } from "./request-history.ts";

const MAX_UINT256 = (1n << 256n) - 1n;

/** Off-chain functions: the registry, and the router with accounts and requests. Amounts are wei. */
export class FunctionsClient {
  readonly router: FunctionRouter;
  readonly #caller: ContractCaller;
  readonly #registry: RegistryReader;
  readonly #calls: CallBuilder;
  readonly #history: RequestHistory;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.router = FunctionRouter__factory.connect(addresses.router, runner);
    this.#registry = new RegistryReader(addresses, this.#caller);
    this.#calls = new CallBuilder(this.#caller, this.router, this.#registry);
    this.#history = new RequestHistory(this.router, this.#caller);
  }

  get registry(): FunctionRegistry {
    return this.#registry.contract;
  }

  /** Publishes a new function for `owner`, for the signer if nobody is named. */
  async publish(draft: FunctionDraft, owner?: string): Promise<Published> {
    const to = await this.#accountOr(owner);
    return this.#publish(() => this.registry.publish(to, draftStruct(draft)));
  }

  /** Adds a version to a function that the signer owns; ALT_FUNCTIONS_UNKNOWN if there is none of this id. */
  async publishVersion(functionId: bigint, draft: FunctionDraft): Promise<Published> {
    await this.#registry.version(functionId);
    return this.#publish(() => this.registry.publishVersion(functionId, draftStruct(draft)));
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

  /** What the DAO asks for now; see `IFunctionRouter.Terms`. */
  async terms(): Promise<IFunctionRouter.TermsStructOutput> {
    return this.#caller.read("router", () => this.router.terms());
  }

  /** The most that a call can cost if it is requested now. */
  async quote(call: FunctionCall): Promise<FunctionQuote> {
    const struct = await this.#calls.build(call);
    const quote = await this.#caller.read("router", () => this.router.quote(struct));
    const { fixedFee, fuelFee, byteFee, gasFee, total } = quote;
    return { fixedFee, fuelFee, byteFee, gasFee, total };
  }

  /** Asks an endpoint. The arguments are encoded by the function's own ABI. */
  async request(call: FunctionCall, payment: Payment = { from: "account" }): Promise<Requested> {
    const struct = await this.#calls.build(call);
    const sender = await this.#caller.sender();
    const receipt = await this.#caller.send("router", async () => {
      if (payment.from === "account") {
        const account = payment.account ?? sender;
        return this.router.request(account, struct, payment.maxCost ?? MAX_UINT256);
      }
      const { total } = await this.router.quote(struct);
      return this.router.requestPaid(payment.refundTo ?? sender, struct, { value: total });
    });
    const [requested] = eventsIn(receipt.logs, this.router, this.router.filters.Requested);
    if (requested === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "Requested" });
    const header = toRequestHeader(requested.args.header);
    return { requestId: requested.args.id, header, escrow: escrowOf(header), mined: minedOf(receipt) };
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

  /** What the endpoint answered, from the transaction that fulfilled the request. */
  async result(requestId: string): Promise<FunctionResult> {
    const record = await this.requestOf(requestId);
    if (record.state !== "settled")
      throw fail("ALT_FUNCTIONS_NOT_SETTLED", { requestId, state: record.state });
    const data = await this.#resultBytes(record);
    const { functionId, version } = record.header;
    const abi = await this.#registry.abi(functionId, version);
    return decodeAnswer(abi, record.calldata, record.outcome, data);
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
    await this.requestOf(requestId);
    while (await this.#caller.read("router", () => this.router.isLive(requestId))) {
      if (Date.now() >= until)
        throw fail("ALT_FUNCTIONS_WAIT_TIMEOUT", { requestId, seconds: timeoutMs / 1000 });
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    const record = await this.requestOf(requestId);
    if (record.state === "settled" || record.state === "expired") return record;
    throw fail("ALT_FUNCTIONS_UNKNOWN_REQUEST", { requestId });
  }

  /** Ends requests whose deadline has passed, with a full refund. Anyone may. */
  async expire(requestIds: readonly string[]): Promise<Mined> {
    const records = await Promise.all(requestIds.map((requestId) => this.requestOf(requestId)));
    const early = records.find(({ state }) => state !== "overdue");
    if (early !== undefined) {
      const { requestId, state, header } = early;
      throw fail("ALT_FUNCTIONS_NOT_OVERDUE", { requestId, state, deadline: moment(header.deadline) });
    }
    const headers = records.map(({ header }) => header);
    return this.#send(() => this.router.expire(headers));
  }

  /** A prepaid account, the signer's own if none is named. */
  async account(account?: string): Promise<FunctionAccount> {
    const address = await this.#accountOr(account);
    const found = await this.#caller.read("router", () => this.router.accountOf(address));
    return { account: address, balance: found.balance, requests: found.sequence };
  }

  /** Adds wei to an account, the signer's own if none is named. */
  async fund(amount: bigint, account?: string): Promise<Mined> {
    const address = await this.#accountOr(account);
    return this.#send(() => this.router.deposit(address, { value: amount }));
  }

  /** Takes free wei out of the signer's account. */
  async withdraw(amount: bigint, to?: string): Promise<Mined> {
    const recipient = await this.#accountOr(to);
    return this.#send(() => this.router.withdraw(recipient, amount));
  }

  /** Lets a consumer spend up to `cap` wei of the signer's account, counting what it spent before. */
  async authorize(consumer: string, cap: bigint): Promise<Mined> {
    const address = parseAddress(consumer, "consumer");
    return this.#send(() => this.router.authorize(address, cap));
  }

  async #publish(call: Parameters<ContractCaller["send"]>[1]): Promise<Published> {
    const receipt = await this.#caller.send("registry", call);
    const [published] = eventsIn(receipt.logs, this.registry, this.registry.filters.VersionPublished);
    if (published === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "VersionPublished" });
    const { functionId, version, codeHash } = published.args;
    return { functionId, version, codeHash, mined: minedOf(receipt) };
  }

  /** Result bytes are in the fulfilment's calldata alone. */
  async #resultBytes({ requestId, fulfilled }: SettledRequest): Promise<string> {
    const transaction = await this.#caller.provider.getTransaction(fulfilled.hash);
    const call = this.router.interface.parseTransaction({ data: transaction?.data ?? "0x" });
    const fulfilments = call?.name === "fulfill" ? (call.args[0] as FulfilmentOutput[]) : [];
    const found = fulfilments.find(({ receipt }) => receipt.commitment === requestId);
    if (found === undefined) throw fail("ALT_FUNCTIONS_RESULT_HIDDEN", { requestId, hash: fulfilled.hash });
    return found.result;
  }

  async #send(call: Parameters<ContractCaller["send"]>[1]): Promise<Mined> {
    return minedOf(await this.#caller.send("router", call));
  }

  async #accountOr(account: string | undefined): Promise<string> {
    return account === undefined ? this.#caller.sender() : parseAddress(account, "account");
  }
}

interface FulfilmentOutput {
  readonly receipt: { readonly commitment: string; readonly outcome: Outcome };
  readonly result: string;
}

/** The ABI's text is ethers' `formatJson`, so that the same ABI always has the same hash. */
function draftStruct(draft: FunctionDraft): IFunctionRegistry.DraftStruct {
  const { bytes, kind, abi, uri = "", royaltyShare = 0n } = draft;
  return {
    codeHash: keccak256(bytes),
    initialStateRoot: ZeroHash,
    kind: functionKinds.indexOf(kind),
    flags: 0,
    royaltyShare: requireUint(royaltyShare, 16, "royalty"),
    artefact: uri === "" ? bytes : "0x",
    uri,
    abiJson: new Interface(abi as string[]).formatJson(),
  };
}
