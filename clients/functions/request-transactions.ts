import type { TypedContractEvent } from "../../types/common.js";
import type { FunctionRouter } from "../../types/index.js";
import type { ContractCaller } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { once } from "../support/once.ts";
import type { RequestTransaction } from "./request-types.ts";

/** The transactions behind one search's events: requests share them, so each is asked for once. */
export class RequestTransactions {
  /** Seconds since 1970, of a block by its number. */
  readonly timeOf: (blockNumber: number) => Promise<bigint>;
  /** By hash: the one that made requests, settled them, or expired them. */
  readonly request: (hash: string) => Promise<RequestTransaction>;
  readonly fulfilment: (hash: string) => Promise<RequestTransaction>;
  readonly expiry: (hash: string) => Promise<RequestTransaction>;

  constructor({ provider }: ContractCaller, router: FunctionRouter) {
    const { Requested, Settled, Expired } = router.filters;
    const receiptOf = once((hash: string) => provider.getTransactionReceipt(hash));
    const counting = (event: TypedContractEvent) =>
      once(async (hash: string): Promise<RequestTransaction> => {
        const receipt = await receiptOf(hash);
        const requests = eventsIn(receipt?.logs ?? [], router, event).length;
        return { hash, blockNumber: receipt?.blockNumber ?? 0, gasUsed: receipt?.gasUsed ?? 0n, requests };
      });
    this.timeOf = once(async (number) => BigInt((await provider.getBlock(number))?.timestamp ?? 0));
    this.request = counting(Requested);
    this.fulfilment = counting(Settled);
    this.expiry = counting(Expired);
  }
}
