import type { Block as EthersBlock, Provider } from "ethers";
import type { RouterDomain } from "../../../protocol/typed-data.ts";
import type { RouterEvent } from "../../ports.ts";
import { mayHold } from "./bloom.ts";
import { routerEvent, watchedTopics } from "./events.ts";
import { bloomOf } from "./provider.ts";

/** Milliseconds between looks at a block that should have events and is told to have none, which then is believed. */
const WAITS_MS = [50, 200, 800];

/** So near the head a node's index of logs may lag behind its blocks. */
const NEAR_HEAD = 8;

type Range = { readonly fromBlock: number; readonly toBlock: number } | { readonly blockHash: string };

/**
 * Reads the router's events. A node whose index lags says that a new block has none, and a request would be missed for
 * good: so what it says is held against the header, where that is known, and asked again.
 */
export function eventReader(provider: Provider, domain: RouterDomain) {
  /** Newest blocks whose headers say that there may be events, by number. */
  const suspects = new Map<number, string>();
  let head = -1;
  let areBloomsTold = false;
  return { saw, inBlock, inRange };

  /** A header came by. */
  function saw(block: EthersBlock): void {
    const bloom = bloomOf(block);
    head = Math.max(head, block.number);
    for (const number of suspects.keys()) if (number <= head - NEAR_HEAD) suspects.delete(number);
    const { number, hash } = block;
    areBloomsTold ||= bloom !== undefined;
    if (bloom !== undefined && hash !== null && mayHoldEvents(bloom)) suspects.set(number, hash);
    else suspects.delete(number);
  }

  function mayHoldEvents(bloom: string): boolean {
    return mayHold(bloom, domain.router) && watchedTopics.some((topic) => mayHold(bloom, topic));
  }

  function inBlock(number: number, blockHash: string): Promise<RouterEvent[]> {
    return patiently({ blockHash }, (events) => events.length === 0 && suspects.get(number) === blockHash);
  }

  async function inRange(fromBlock: number, toBlock: number): Promise<RouterEvent[]> {
    if (!areBloomsTold) return read({ fromBlock, toBlock });
    const first = Math.max(fromBlock, head - NEAR_HEAD + 1);
    const near = Array.from({ length: Math.max(0, toBlock - first + 1) }, (_, index) => first + index);
    let areHeadersKnown = false;
    return patiently({ fromBlock, toBlock }, async (events) => {
      const told = new Set(events.map(blockNumberOf));
      const silent = near.filter((number) => !told.has(number));
      if (!areHeadersKnown) await Promise.all(silent.map(readHeader));
      areHeadersKnown = true;
      return silent.some((number) => suspects.has(number));
    });
  }

  async function readHeader(number: number): Promise<void> {
    const block = await provider.getBlock(number);
    if (block) saw(block);
  }

  async function patiently(
    range: Range,
    isDoubtful: (events: readonly RouterEvent[]) => boolean | Promise<boolean>,
  ): Promise<RouterEvent[]> {
    for (const waitMs of WAITS_MS) {
      const events = await read(range);
      if (!(await isDoubtful(events))) return events;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    return read(range);
  }

  async function read(range: Range): Promise<RouterEvent[]> {
    const logs = await provider.getLogs({ address: domain.router, topics: [watchedTopics], ...range });
    return logs
      .filter(({ removed }) => !removed)
      .sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index)
      .map((log) => routerEvent(domain, log));
  }
}

function blockNumberOf(event: RouterEvent): number {
  return event.type === "requested" ? event.request.blockNumber : event.blockNumber;
}
