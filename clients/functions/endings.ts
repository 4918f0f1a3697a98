import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { packRequest } from "../../protocol/request.ts";
import type { RouterDomain } from "../../protocol/typed-data.ts";
import type { FunctionRouter } from "../../types/index.js";
import { type ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { fulfilmentOf } from "./fulfilment.ts";
import type { Expiry, RequestRecord } from "./request-types.ts";

/** Expiries that surely fit into one transaction: each takes 9,000 to 40,000 gas, by how many accounts they are of. */
const EXPIRIES_A_TRANSACTION = 200;

/** What anyone may do for requests that operators are done with, or never took up. */
export class Endings {
  readonly #caller: ContractCaller;
  readonly #router: FunctionRouter;
  readonly #domain: RouterDomain;

  constructor(caller: ContractCaller, router: FunctionRouter, domain: RouterDomain) {
    this.#caller = caller;
    this.#router = router;
    this.#domain = domain;
  }

  /** Ends overdue requests; ALT_FUNCTIONS_NOT_OVERDUE names one that is not. */
  async expire(records: readonly RequestRecord[]): Promise<Expiry> {
    const early = records.find(({ state }) => state !== "overdue");
    if (early !== undefined) throw notOverdue(early);
    const parts: Expiry[] = [];
    for (let at = 0; at < records.length; at += EXPIRIES_A_TRANSACTION) {
      parts.push(await this.#expireTogether(records.slice(at, at + EXPIRIES_A_TRANSACTION)));
    }
    return {
      requestIds: parts.flatMap(({ requestIds }) => requestIds),
      refunded: parts.reduce((sum, { refunded }) => sum + refunded, 0n),
      mined: parts.flatMap(({ mined }) => mined),
    };
  }

  /** Calls a consumer again whose callback failed; ALT_FUNCTIONS_NOT_UNDELIVERED where nothing waits for it. */
  async deliver(record: RequestRecord): Promise<Mined> {
    if (record.state !== "settled" || record.callback !== "failed") throw notUndelivered(record);
    const { verdict, result } = await fulfilmentOf(this.#caller, this.#router, this.#domain, record);
    const sent = await this.#caller.send("router", () =>
      this.#router.deliver(packRequest(record.header), verdict, result),
    );
    return minedOf(sent);
  }

  /** Somebody else may have expired some of them meanwhile: only those that the transaction ended count. */
  async #expireTogether(records: readonly RequestRecord[]): Promise<Expiry> {
    const headers = records.map(({ header }) => packRequest(header));
    const receipt = await this.#caller.send("router", () => this.#router.expire(headers));
    const expired = eventsIn(receipt.logs, this.#router, this.#router.filters.Expired);
    return {
      requestIds: expired.map(({ args }) => args.id),
      refunded: expired.reduce((sum, { args }) => sum + args.refunded, 0n),
      mined: [minedOf(receipt)],
    };
  }
}

function notOverdue({ requestId, state, header }: RequestRecord) {
  return fail("ALT_FUNCTIONS_NOT_OVERDUE", { requestId, state, deadline: moment(header.deadline) });
}

function notUndelivered(record: RequestRecord) {
  const { requestId, state } = record;
  const callback = record.state === "settled" ? `, its callback ${record.callback}` : "";
  return fail("ALT_FUNCTIONS_NOT_UNDELIVERED", { requestId, state: `${state}${callback}` });
}
