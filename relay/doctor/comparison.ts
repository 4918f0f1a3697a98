import { querySpan } from "../domain/span.ts";
import type { Chain, RouterEvent } from "../ports.ts";
import type { DoctorStore, ExecuteStore } from "../store-port.ts";
import type { KnownRequest } from "../store-records.ts";

/** Where the store and the chain differ. */
export interface Differences {
  readonly unknownRequests: string[];
  readonly unknownEnds: string[];
  readonly unknownPrograms: string[];
  readonly vanishedRequests: string[];
  readonly vanishedEnds: string[];
  /** Events that the store lacks, in the order of the chain. */
  readonly missed: RouterEvent[];
}

type End = Extract<RouterEvent, { type: "settled" | "expired" }>;
type ComparedStore = Pick<DoctorStore, "knownRequests" | "knownRequest"> & Pick<ExecuteStore, "program">;

/** Holds what the store has of blocks `from` to `to` against the chain, a piece at a time. */
export async function compare(
  chain: Pick<Chain, "events">,
  store: ComparedStore,
  {
    from,
    to,
    blocksPerQuery,
  }: { readonly from: number; readonly to: number; readonly blocksPerQuery: number },
  onBlock: (block: number) => void = () => {},
): Promise<Differences> {
  const differences: Differences = {
    unknownRequests: [],
    unknownEnds: [],
    unknownPrograms: [],
    vanishedRequests: [],
    vanishedEnds: [],
    missed: [],
  };
  const span = querySpan(blocksPerQuery);
  for (let first = from; first <= to; ) {
    const last = Math.min(to, first + span.blocks - 1);
    const events = await ask(first, last);
    if (events === undefined) continue;
    for (const event of events) await lookUp(event);
    for (const known of await store.knownRequests(first, last)) lookBack(known, events, first, last);
    first = last + 1;
    onBlock(last);
  }
  return differences;

  /** undefined where the endpoint refused so many blocks: then fewer are asked for. */
  async function ask(first: number, last: number): Promise<RouterEvent[] | undefined> {
    try {
      const events = await chain.events(first, last);
      span.answered();
      return events;
    } catch (error) {
      if (first === last) throw error;
      span.refused(last - first + 1);
      return undefined;
    }
  }

  /** Whether the store knows of the event. */
  async function lookUp(event: RouterEvent): Promise<void> {
    switch (event.type) {
      case "admitted":
        if (!(await store.program(event.hash))) miss(event, differences.unknownPrograms, event.hash);
        break;
      case "requested": {
        const { id, blockHash } = event.request;
        const known = await store.knownRequest(id);
        if (known === undefined || known.state === "withdrawn" || known.blockHash !== blockHash)
          miss(event, differences.unknownRequests, id);
        break;
      }
      case "settled":
      case "expired": {
        const known = await store.knownRequest(event.id);
        if (!isEndOf(event, known)) miss(event, differences.unknownEnds, event.id);
      }
    }
  }

  function miss(event: RouterEvent, list: string[], subject: string): void {
    list.push(subject);
    differences.missed.push(event);
  }

  /** Whether the chain has what the store has of it. */
  function lookBack(known: KnownRequest, events: readonly RouterEvent[], first: number, last: number): void {
    const { id, blockNumber, state, endBlock } = known;
    const isHere = (block: number) => block >= first && block <= last;
    const made = events.some((event) => event.type === "requested" && event.request.id === id);
    if (isHere(blockNumber) && state !== "withdrawn" && !made) differences.vanishedRequests.push(id);
    const ended = events.some((event) => isEnd(event) && event.id === id);
    if (endBlock && isHere(endBlock.number) && !ended) differences.vanishedEnds.push(id);
  }
}

function isEnd(event: RouterEvent): event is End {
  return event.type === "settled" || event.type === "expired";
}

function isEndOf({ type, blockHash }: End, known: KnownRequest | undefined): boolean {
  return known?.state === type && known.endBlock?.hash === blockHash;
}
