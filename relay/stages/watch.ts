import { fail, findAlthingError } from "../../protocol/errors.ts";
import { endpointFault } from "../domain/retry.ts";
import { querySpan } from "../domain/span.ts";
import type { Stage } from "../loop.ts";
import type { Block, BlockRef, Chain, RouterEvent } from "../ports.ts";
import type { Progress } from "../progress.ts";
import type { Change, WatchStore } from "../store-port.ts";
import type { Tools } from "./tools.ts";

/** Takes the chain in, piece by piece, and undoes what a reorg removed. */
export function watchStage(chain: Chain, store: WatchStore, { settings, clock, log, emit }: Tools): Stage {
  const span = querySpan(settings.blocksPerQuery);
  return { name: "watch", step };

  async function step(): Promise<boolean> {
    const [head, cursor] = await Promise.all([chain.head(), store.cursor()]);
    if (cursor?.hash === head.hash) return false;
    if (cursor && !(await stands(cursor, head))) return undo(head);
    const from = cursor ? cursor.number + 1 : settings.startBlock;
    const to = Math.min(head.number - settings.finalityDepth, from + span.blocks - 1);
    return from <= to && takeIn(from, to, head);
  }

  async function stands({ number, hash }: BlockRef, head: Block): Promise<boolean> {
    return number <= head.number && (await chain.block(number))?.hash === hash;
  }

  /** The block's hash is read before its events: if a reorg comes between, the next step notices. */
  async function takeIn(from: number, to: number, head: Block): Promise<boolean> {
    const block = to === head.number ? head : await chain.block(to);
    if (block === undefined) return false;
    const events = await eventsOf(from, to);
    for (const event of events) checkRange(event, from, to);
    report(await store.advance(block, events, head, clock.now()), events);
    return true;
  }

  /** Endpoints bound the blocks or the answers of one query, each in its own way: the next one asks for less. */
  async function eventsOf(from: number, to: number): Promise<RouterEvent[]> {
    try {
      const events = await chain.events(from, to);
      span.answered();
      return events;
    } catch (error) {
      if (findAlthingError(error)) throw error;
      span.refused(to - from + 1);
      throw fail("ALT_RELAY_EVENTS_REFUSED", { from, to, fault: endpointFault(error) }, error);
    }
  }

  async function undo(head: Block): Promise<boolean> {
    const ancestor = await commonBlock(head);
    const changes = await store.rollback(ancestor, head);
    log.warn({ ancestor, head: head.number, requests: changes.length }, "the chain went back");
    for (const { id, state } of changes) emit({ type: state === "withdrawn" ? "withdrawn" : "reopened", id });
    return true;
  }

  /** The newest checkpoint that the chain still has; -1 if it has none. */
  async function commonBlock(head: Block): Promise<number> {
    for (const checkpoint of await store.checkpoints()) {
      if (await stands(checkpoint, head)) return checkpoint.number;
    }
    return -1;
  }

  function report(changes: readonly Change[], events: readonly RouterEvent[]): void {
    const settled = settledIn(events);
    for (const { id, state } of changes) {
      log.debug({ id, state }, "the chain says");
      const settlement = settled.get(id);
      if (state === "settled" && settlement) emit(settlement);
      else if (state === "expired") emit({ type: state, id });
      else emit({ type: "seen", id });
    }
    if (events.length > 0) log.info({ events: events.length }, "events taken in");
  }
}

function settledIn(events: readonly RouterEvent[]): Map<string, Progress & { readonly type: "settled" }> {
  const settled = events.flatMap((event) => (event.type === "settled" ? [event] : []));
  return new Map(
    settled.map(({ type, id, transactionHash, charged, reimbursed }) => [
      id,
      { type, id, transactionHash, charged, reimbursed },
    ]),
  );
}

function checkRange(event: RouterEvent, from: number, to: number): void {
  const { blockNumber } = event.type === "requested" ? event.request : event;
  if (blockNumber >= from && blockNumber <= to) return;
  throw fail("ALT_RELAY_RPC_UNTRUE", {
    fault: `an event of block ${blockNumber} was sent for blocks ${from} to ${to}`,
  });
}
