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
import type { Change, HoldStore, SignStore, StatusStore, WatchStore } from "../store-port.ts";
import { agreementCheck } from "./agreement.ts";
import type { Tools } from "./tools.ts";

/** Most blocks of a piece whose headers are looked at: the past is indexed wherever there is an index. */
const HEADERS = 16;

/** How often an empty answer is not believed. */
const DOUBTS = { maybe: 2, some: 20 } as const;

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
    Pick<SignStore, "unsigned"> &
    Pick<StatusStore, "head">,
  { settings, clock, log, emit }: Tools,
): Stage {
  const { finalityDepth } = settings;
  const span = querySpan(settings.blocksPerQuery);
  /** The newest block that was reported as final. */
  let finalized = -1;
  const agreement = agreementCheck(chain, store, { clock });
  /** The block whose empty answer was last held against its header, and how often. */
  let doubt = { hash: "", times: 0 };
  return { name: "watch", step };

  async function step(): Promise<Worked> {
    const [head, cursor] = await Promise.all([chain.head(), store.cursor()]);
    if (cursor === undefined) return follow(settings.startBlock, head);
    switch (await compare(head, cursor)) {
      case "grown":
        return follow(cursor.number + 1, head, cursor);
      case "changed":
        return undo(head, cursor);
      case "behind":
        log.debug({ head: head.number, cursor: cursor.number }, "the endpoint is behind");
        return false;
      case "same":
        await agreement.check(finalized);
        return false;
    }
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
    if (parent && piece.from === piece.to && !(await follows(last, parent))) return false;
    return takeIn(piece, last, head);
  }

  /** Simulated chains make many blocks at once by leaving their links out: then the parent itself is looked at. */
  async function follows(block: LinkedBlock, parent: BlockRef): Promise<boolean> {
    return block.parentHash === parent.hash || (await chain.block(parent.number))?.hash === parent.hash;
  }

  /** The last block's hash is read before the events: if a reorg comes between, the next look notices. */
  async function takeIn(piece: Piece, last: LinkedBlock, head: LinkedBlock): Promise<Worked> {
    const events = await eventsOf(piece, last);
    for (const event of events) checkPlace(event, piece, last);
    if (await isDoubtful(piece, last, events)) return settings.pollIntervalMs;
    const grounds = await strangeSignature(events);
    const changes = await store.advance(last, events, head, clock.now(), grounds);
    report(changes, events);
    emit({ type: "block", number: last.number, hash: last.hash, head: head.number, events: events.length });
    finalize(Math.min(last.number, finalBlock(head, finalityDepth)));
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

  /** Every signature of ours is in the store before it leaves: one that is not there is another relay's, or forgotten. */
  async function strangeSignature(events: readonly RouterEvent[]): Promise<Grounds | undefined> {
    const settled = events.filter((event) => event.type === "settled");
    if (keys.length === 0 || settled.length === 0) return undefined;
    const unsigned = new Set(await store.unsigned(settled.map(({ id }) => id)));
    const strange = settled.filter(({ id }) => unsigned.has(id));
    if (strange.length === 0 || (await isKnown("ALT_RELAY_SIGNATURE_UNKNOWN"))) return undefined;
    const { confirmedBlock } = await store.signings();
    const fresh = strange.filter(({ blockNumber }) => blockNumber > confirmedBlock);
    const blockOf = new Map(fresh.map((event) => [event.transactionHash, event.blockNumber]));
    for (const [transactionHash, block] of blockOf) {
      const key = (await chain.signersOf(transactionHash)).find((signer) => keys.includes(signer));
      const figures = { transactionHash, key: key ?? "" };
      if (key)
        return {
          evidence: transactionHash,
          block,
          ...reasonOf(fail("ALT_RELAY_SIGNATURE_UNKNOWN", figures)),
        };
    }
    return undefined;
  }

  async function isKnown(code: string): Promise<boolean> {
    return (await store.holds()).some((hold) => hold.code === code);
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
    const changes = await store.rollback(
      ancestor,
      head,
      clock.now(),
      await pastFinality(ancestor, head, cursor),
    );
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
    const before = await store.head();
    if (finalityDepth === 0 || before === undefined) return undefined;
    const final = Math.min(cursor.number, finalBlock(before, finalityDepth));
    if (ancestor >= final) return undefined;
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
