import { fail, findAlthingError } from "../../protocol/errors.ts";
import {
  type Finding,
  finalBlock,
  judgeHead,
  newestStanding,
  nextPiece,
  type Piece,
  witnessFor,
} from "../domain/follow.ts";
import type { Grounds } from "../domain/holds.ts";
import { endpointFault, reasonOf } from "../domain/retry.ts";
import { querySpan } from "../domain/span.ts";
import type { Stage, Worked } from "../loop.ts";
import type { BlockRef, Chain, LinkedBlock, Place, RouterEvent } from "../ports.ts";
import type { Progress } from "../progress.ts";
import type { HoldStore, SignStore, WatchStore } from "../store-port.ts";
import type { Change } from "../store-records.ts";
import { agreementCheck } from "./agreement.ts";
import { strangerCheck } from "./strangers.ts";
import type { Tools } from "./tools.ts";

/** Most blocks of a piece whose headers are looked at: the past is indexed wherever there is an index. */
const HEADERS = 16;

/** How often an empty answer is not believed. */
const DOUBTS = { maybe: 2, some: 20 } as const;

/** How often in a row a block may be missing that lies below the head. */
const WAITS = 20;

/**
 * Takes the chain in up to its head, piece by piece, and undoes what a reorg removed. To whoever looks on, the chain is
 * a row of `block`, `reorg` and `finalized`. Where it sees a signature of one of `keys` that the store does not know of,
 * a reorg of what was final, or endpoints that disagree about that, it puts signing on hold.
 */
export function watchStage(
  chain: Chain,
  keys: readonly string[],
  store: WatchStore &
    Pick<HoldStore, "hold" | "holds" | "release" | "signings"> &
    Pick<SignStore, "unsigned">,
  { settings, clock, log, emit }: Tools,
): Stage {
  const { finalityDepth } = settings;
  const span = querySpan(settings.blocksPerQuery);
  /** The newest block that was reported as final. */
  let finalized = -1;
  const agreement = agreementCheck(chain, store, { clock });
  const strangers = strangerCheck(chain, keys, store);
  /** The block whose empty answer was last held against its header, and how often. */
  let doubt = { hash: "", times: 0 };
  /** How often in a row the cursor's block was missing below the head. */
  let lacking = 0;
  return { name: "watch", step };

  async function step(): Promise<Worked> {
    const [head, cursor] = await Promise.all([chain.head(), store.cursor()]);
    if (cursor === undefined) return follow(settings.startBlock, head);
    const finding = await compare(head, cursor);
    lacking = finding === "behind" && head.number > cursor.number ? lacking + 1 : 0;
    switch (finding) {
      case "grown":
        return follow(cursor.number + 1, head, cursor);
      case "changed":
        return undo(head, cursor);
      case "behind":
        return wait(head, cursor);
      case "same":
        await agreement.check(finalized);
        return false;
    }
  }

  /** An endpoint that lags gets there; one that never has what lies below its head would stop the relay in silence. */
  function wait(head: LinkedBlock, cursor: BlockRef): false {
    log.debug({ head: head.number, cursor: cursor.number }, "the endpoint is behind");
    if (lacking > WAITS) untrue(`its head is block ${head.number}, and it has no block ${cursor.number}`);
    return false;
  }

  async function compare(head: LinkedBlock, cursor: BlockRef): Promise<Finding> {
    const [below] =
      head.number < cursor.number ? await store.checkpoints({ upTo: head.number, limit: 1 }) : [];
    const witness = witnessFor(head, cursor, below, finalityDepth);
    const found = witness && (await blockAt(witness.number, head));
    return judgeHead(head, cursor, witness, found, finalityDepth);
  }

  async function blockAt(number: number, head: LinkedBlock): Promise<LinkedBlock | undefined> {
    return number === head.number ? head : await chain.block(number);
  }

  async function follow(from: number, head: LinkedBlock, parent?: BlockRef): Promise<Worked> {
    const piece = nextPiece(from, head, finalityDepth, span.blocks);
    const last = piece && (await blockAt(piece.to, head));
    if (piece === undefined || last === undefined) return false;
    // Two answers of two forks: the next look tells which one stays.
    if (parent && !(await follows(last, parent))) return false;
    return takeIn(piece, last, head);
  }

  /** The parent itself is looked at below many blocks, and where a simulated chain that makes many leaves links out. */
  async function follows(block: LinkedBlock, parent: BlockRef): Promise<boolean> {
    return block.parentHash === parent.hash || (await chain.block(parent.number))?.hash === parent.hash;
  }

  /** The last block's hash is read before the events: if a reorg comes between, the next look notices. */
  async function takeIn(piece: Piece, last: LinkedBlock, head: LinkedBlock): Promise<Worked> {
    const events = await eventsOf(piece, last);
    for (const event of events) checkPlace(event, piece, last);
    if (await isDoubtful(piece, last, events)) return settings.pollIntervalMs;
    const grounds = await strangers.find(events);
    // Blocks that were taken in confirm it, each the parent of the next: a head alone may be another fork's.
    const final = finalBlock(last, finalityDepth);
    const changes = await store.advance(last, events, head, final, clock.now(), grounds);
    report(changes, events);
    emit({ type: "block", number: last.number, hash: last.hash, head: head.number, events: events.length });
    finalize(final);
    return true;
  }

  /**
   * Nodes may know a block before they have its events at hand, and say then that it has none. Where the headers show
   * some, the answer is asked for again: often where they can hardly be wrong, a little where they may be.
   */
  async function isDoubtful({ from, to }: Piece, last: LinkedBlock, events: readonly RouterEvent[]) {
    if (to - from >= HEADERS) return false;
    const told = new Set(events.map((event) => placeOf(event).blockNumber));
    const silent = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
      (n) => !told.has(n),
    );
    const headers = await Promise.all(silent.map((number) => blockAt(number, last)));
    const block =
      headers.find((header) => header?.shows === "some") ??
      headers.find((header) => header?.shows === "maybe");
    if (block === undefined || block.shows === "none") return false;
    doubt = { hash: block.hash, times: doubt.hash === block.hash ? doubt.times + 1 : 1 };
    if (doubt.times > DOUBTS[block.shows]) return false;
    if (block.shows === "some")
      untrue(`block ${block.number} shows events of the router's, and the answer has none`);
    return true;
  }

  /** Endpoints bound the blocks or the answers of one query, each in its own way: the next one asks for less. */
  async function eventsOf({ from, to }: Piece, last: BlockRef): Promise<RouterEvent[]> {
    try {
      const events = from === to ? await chain.eventsOf(last) : await chain.events(from, to);
      span.answered();
      return events;
    } catch (error) {
      if (findAlthingError(error)) throw error;
      span.refused(to - from + 1);
      throw fail("ALT_RELAY_EVENTS_REFUSED", { from, to, fault: endpointFault(error) }, error);
    }
  }

  async function undo(head: LinkedBlock, cursor: BlockRef): Promise<true> {
    const ancestor = await commonBlock(head);
    const grounds = await pastFinality(ancestor, head, cursor);
    const changes = await store.rollback(ancestor, head, clock.now(), grounds);
    const depth = cursor.number - ancestor;
    log.warn({ ancestor, depth, head: head.number, requests: changes.length }, "the chain went back");
    emit({ type: "reorg", ancestor, depth });
    for (const { id, state } of changes) emit({ type: state === "withdrawn" ? "withdrawn" : "reopened", id });
    finalized = Math.min(finalized, ancestor);
    return true;
  }

  async function pastFinality(
    ancestor: number,
    head: LinkedBlock,
    cursor: BlockRef,
  ): Promise<Grounds | undefined> {
    const final = await store.final();
    if (finalityDepth === 0 || ancestor >= final) return undefined;
    const figures = { from: ancestor + 1, to: cursor.number, final, depth: finalityDepth };
    const fault = fail("ALT_RELAY_REORG_PAST_FINALITY", figures);
    return { evidence: head.hash, ...reasonOf(fault) };
  }

  /** The newest block on record that the chain still has; -1 if it has none. */
  async function commonBlock(head: LinkedBlock): Promise<number> {
    const known = await store.checkpoints({ upTo: head.number });
    const common = await newestStanding(known, async ({ number, hash }) => {
      const found = await blockAt(number, head);
      if (found === undefined) throw fail("ALT_RELAY_RPC_UNTRUE", { fault: `it has no block ${number}` });
      return found.hash === hash;
    });
    return common?.number ?? -1;
  }

  function finalize(number: number): void {
    if (number <= finalized) return;
    finalized = number;
    emit({ type: "finalized", number });
  }

  function report(changes: readonly Change[], events: readonly RouterEvent[]): void {
    const settled = settledIn(events);
    for (const { id, state } of changes) {
      log.info({ id, state }, "the chain says");
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

function checkPlace(event: RouterEvent, { from, to }: Piece, last: BlockRef): void {
  const { blockNumber, blockHash } = placeOf(event);
  if (blockNumber < from || blockNumber > to)
    untrue(`an event of block ${blockNumber} was sent for blocks ${from} to ${to}`);
  if (blockNumber === last.number && blockHash !== last.hash)
    untrue(`an event of block ${blockNumber} is of another fork than the block`);
}

function placeOf(event: RouterEvent): Pick<Place, "blockNumber" | "blockHash"> {
  return event.type === "requested" ? event.request : event;
}

function untrue(fault: string): never {
  throw fail("ALT_RELAY_RPC_UNTRUE", { fault });
}
