import { unpackVerdict } from "../../protocol/receipt.ts";
import { type RequestHeader, requestLayouts } from "../../protocol/request.ts";
import { unpackWord } from "../../protocol/word.ts";
import type { FunctionRouter } from "../../types/index.js";
import type { ContractCaller } from "../support/contract-caller.ts";
import { contractErrorOf } from "../support/contract-error.ts";
import type { EventArgs, FoundEvent } from "../support/events.ts";
import { announcedOf } from "./announced.ts";
import type { Programs } from "./programs.ts";
import { RequestTransactions } from "./request-transactions.ts";
import type { CallbackState, RequestFilter, RequestRecord } from "./request-types.ts";

type Event<Name extends keyof FunctionRouter["filters"]> = FoundEvent<
  EventArgs<FunctionRouter["filters"][Name]>
>;

/** How the router's requests went, joined from its events and their transactions. */
export class RequestHistory {
  readonly #router: FunctionRouter;
  readonly #caller: ContractCaller;
  readonly #programs: Programs;

  constructor(router: FunctionRouter, caller: ContractCaller, programs: Programs) {
    this.#router = router;
    this.#caller = caller;
    this.#programs = programs;
  }

  /** Oldest first. */
  async find(filter: RequestFilter = {}): Promise<RequestRecord[]> {
    const { requestId, account, fromBlock } = filter;
    const { Requested } = this.#router.filters;
    const wanted = Requested(requestId, account);
    const [requested, ends] = await Promise.all([
      this.#caller.findEvents(this.#router, Requested, wanted, fromBlock),
      this.#ends(filter),
    ]);
    const transactions = new RequestTransactions(this.#caller, this.#router);
    return inChunks(chosen(requested, ends, filter), (event) => this.#record(event, ends, transactions));
  }

  async #ends({ requestId, fromBlock }: RequestFilter): Promise<Ends> {
    const { Settled, Expired, CallbackFailed, Delivered } = this.#router.filters;
    const [settled, expired, failed, delivered, now] = await Promise.all([
      this.#caller.findEvents(this.#router, Settled, Settled(requestId), fromBlock),
      this.#caller.findEvents(this.#router, Expired, Expired(requestId), fromBlock),
      this.#caller.findEvents(this.#router, CallbackFailed, CallbackFailed(requestId), fromBlock),
      this.#caller.findEvents(this.#router, Delivered, Delivered(requestId), fromBlock),
      this.#caller.now(),
    ]);
    return {
      settled: byId(settled),
      expired: byId(expired),
      failed: byId(failed),
      delivered: byId(delivered),
      now,
    };
  }

  async #record(
    event: Event<"Requested">,
    ends: Ends,
    transactions: RequestTransactions,
  ): Promise<RequestRecord> {
    const announced = await announcedOf(event.args, this.#programs);
    const requested = await transactions.request(event.transactionHash);
    const base = { ...announced, requested };
    const settled = ends.settled.get(announced.requestId);
    if (settled !== undefined) return { ...base, ...(await settlementOf(base, settled, ends, transactions)) };
    const expired = ends.expired.get(announced.requestId);
    if (expired !== undefined) {
      const { refunded } = expired.args;
      const transaction = await transactions.expiry(expired.transactionHash);
      return { ...base, state: "expired", refunded, expired: transaction };
    }
    return { ...base, state: waitingState(announced.header, ends) };
  }
}

async function settlementOf(
  { header, escrow, task }: Pick<RequestRecord, "header" | "escrow" | "task">,
  { args, blockNumber, transactionHash }: Event<"Settled">,
  ends: Ends,
  transactions: RequestTransactions,
) {
  const { id, verdict, charged, reimbursed } = args;
  const failure = ends.failed.get(id);
  return {
    state: "settled",
    ...unpackVerdict(verdict),
    charged,
    refunded: escrow - charged,
    reimbursed,
    fulfilled: await transactions.fulfilment(transactionHash),
    latency: (await transactions.timeOf(blockNumber)) - task.timestamp,
    callback: header.callbackGasLimit === 0n ? "none" : callbackState(id, ends),
    callbackError: failure === undefined ? undefined : contractErrorOf(failure.args.reason).revert.text,
  } as const;
}

interface Ends {
  readonly settled: ReadonlyMap<string, Event<"Settled">>;
  readonly expired: ReadonlyMap<string, Event<"Expired">>;
  readonly failed: ReadonlyMap<string, Event<"CallbackFailed">>;
  readonly delivered: ReadonlyMap<string, Event<"Delivered">>;
  readonly now: bigint;
}

function byId<Args extends { readonly id: string }>(
  events: readonly FoundEvent<Args>[],
): Map<string, FoundEvent<Args>> {
  return new Map(events.map((event) => [event.args.id, event]));
}

/** What the filter wants is chosen before transactions are asked for: that is what takes long. */
function chosen(
  requested: readonly Event<"Requested">[],
  ends: Ends,
  { functionId, states, limit }: RequestFilter,
): readonly Event<"Requested">[] {
  const found = requested.filter(
    (event) =>
      (functionId === undefined ||
        unpackWord(requestLayouts.limits, event.args.limits).functionId === functionId) &&
      (states === undefined || states.includes(stateOf(event, ends))),
  );
  return limit === undefined ? found : found.slice(Math.max(found.length - limit, 0));
}

function stateOf({ args }: Event<"Requested">, ends: Ends): RequestRecord["state"] {
  if (ends.settled.has(args.id)) return "settled";
  if (ends.expired.has(args.id)) return "expired";
  return waitingState(unpackWord(requestLayouts.payer, args.payer), ends);
}

function waitingState({ deadline }: Pick<RequestHeader, "deadline">, { now }: Ends): "pending" | "overdue" {
  return now > deadline ? "overdue" : "pending";
}

function callbackState(id: string, { failed, delivered }: Ends): CallbackState {
  if (delivered.has(id)) return "delivered";
  return failed.has(id) ? "failed" : "done";
}

/** RPC services refuse floods: so many records are completed at a time. */
const CHUNK = 16;

async function inChunks<Item, Done>(
  items: readonly Item[],
  complete: (item: Item) => Promise<Done>,
): Promise<Done[]> {
  const done: Done[] = [];
  for (let at = 0; at < items.length; at += CHUNK) {
    done.push(...(await Promise.all(items.slice(at, at + CHUNK).map(complete))));
  }
  return done;
}
