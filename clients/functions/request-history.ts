import type { Outcome } from "../../protocol/outcome.ts";
import { escrowOf, toRequestHeader } from "../../protocol/request.ts";
import type { TypedContractEvent } from "../../types/common.js";
import type { FunctionRouter } from "../../types/index.js";
import type { ContractCaller } from "../support/contract-caller.ts";
import { contractErrorOf } from "../support/contract-error.ts";
import { type EventArgs, eventsIn, type FoundEvent } from "../support/events.ts";
import type { RequestRecord, RequestTransaction } from "./function-types.ts";

type Event<Name extends keyof FunctionRouter["filters"]> = FoundEvent<
  EventArgs<FunctionRouter["filters"][Name]>
>;

/** Which requests are wanted; all of them if nothing is named. */
export interface RequestFilter {
  readonly requestId?: string;
  readonly account?: string;
  readonly functionId?: bigint;
}

/** How the router's requests went, joined from its events and their transactions. */
export class RequestHistory {
  readonly #router: FunctionRouter;
  readonly #caller: ContractCaller;

  constructor(router: FunctionRouter, caller: ContractCaller) {
    this.#router = router;
    this.#caller = caller;
  }

  /** Oldest first. */
  async find({ requestId, account, functionId }: RequestFilter = {}): Promise<RequestRecord[]> {
    const { Requested, Settled, Expired, CallbackFailed } = this.#router.filters;
    const [requested, settled, expired, failed] = await Promise.all([
      this.#caller.findEvents(this.#router, Requested, Requested(requestId, account, functionId)),
      this.#caller.findEvents(this.#router, Settled, Settled(requestId, functionId)),
      this.#caller.findEvents(this.#router, Expired, Expired(requestId)),
      this.#caller.findEvents(this.#router, CallbackFailed, CallbackFailed(requestId)),
    ]);
    const ends = {
      settled: byId(settled),
      expired: byId(expired),
      failed: byId(failed),
      now: await this.#caller.now(),
    };
    return inChunks(requested, (event) => this.#record(event, ends));
  }

  async #record(event: Event<"Requested">, ends: Ends): Promise<RequestRecord> {
    const header = toRequestHeader(event.args.header);
    const requestId = event.args.id;
    const base = {
      requestId,
      header,
      calldata: event.args.data,
      escrow: escrowOf(header),
      requested: await this.#transaction(event, this.#router.filters.Requested),
    };
    const settled = ends.settled.get(requestId);
    if (settled !== undefined)
      return { ...base, ...(await this.#settlement(settled, ends, header.timestamp)) };
    const expired = ends.expired.get(requestId);
    if (expired !== undefined) {
      const { refunded } = expired.args;
      return {
        ...base,
        state: "expired",
        refunded,
        expired: await this.#transaction(expired, this.#router.filters.Expired),
      };
    }
    return { ...base, state: ends.now > header.deadline ? "overdue" : "pending" };
  }

  async #settlement(event: Event<"Settled">, ends: Ends, requestedAt: bigint) {
    const { id, outcome, fuelUsed, charged, refunded, reimbursed } = event.args;
    const failure = ends.failed.get(id);
    return {
      state: "settled",
      outcome: Number(outcome) as Outcome,
      fuelUsed,
      charged,
      refunded,
      reimbursed,
      fulfilled: await this.#transaction(event, this.#router.filters.Settled),
      latency: (await this.#timeOf(event.blockNumber)) - requestedAt,
      callbackError: failure === undefined ? undefined : contractErrorOf(failure.args.reason).revert.text,
    } as const;
  }

  /** The transaction of an event, and how many events of its kind are in it. */
  async #transaction(
    { transactionHash, blockNumber }: FoundEvent<unknown>,
    kind: TypedContractEvent,
  ): Promise<RequestTransaction> {
    const receipt = await this.#caller.provider.getTransactionReceipt(transactionHash);
    const requests = eventsIn(receipt?.logs ?? [], this.#router, kind).length;
    return { hash: transactionHash, blockNumber, gasUsed: receipt?.gasUsed ?? 0n, requests };
  }

  async #timeOf(blockNumber: number): Promise<bigint> {
    return BigInt((await this.#caller.provider.getBlock(blockNumber))?.timestamp ?? 0);
  }
}

interface Ends {
  readonly settled: ReadonlyMap<string, Event<"Settled">>;
  readonly expired: ReadonlyMap<string, Event<"Expired">>;
  readonly failed: ReadonlyMap<string, Event<"CallbackFailed">>;
  readonly now: bigint;
}

function byId<Args extends { readonly id: string }>(
  events: readonly FoundEvent<Args>[],
): Map<string, FoundEvent<Args>> {
  return new Map(events.map((event) => [event.args.id, event]));
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
