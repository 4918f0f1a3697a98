import type { Block, BlockRef, LinkedBlock } from "../ports.ts";

/** What the chain's head says of what was taken in. */
export type Finding =
  /** Nothing is new. */
  | "same"
  /** Blocks follow on what was taken in. */
  | "grown"
  /** The endpoint has not got as far as another had before: there is nothing to do but wait. */
  | "behind"
  /** Blocks that were taken in are gone. */
  | "changed";

/** Blocks that are taken in together. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

/** The newest block that is final under this one. */
export function finalBlock({ number }: Pick<Block, "number">, finalityDepth: number): number {
  return number - finalityDepth;
}

/**
 * Of the blocks on record, the one to hold against the chain's of the same number before `judgeHead` can tell; undefined
 * where the head alone does. `below` is the newest on record that the head does not lie under.
 */
export function witnessFor(
  head: LinkedBlock,
  cursor: BlockRef,
  below: BlockRef | undefined,
  finalityDepth: number,
): BlockRef | undefined {
  if (head.number === cursor.number || extendsCursor(head, cursor)) return undefined;
  if (head.number > cursor.number || finalityDepth === 0) return cursor;
  return below;
}

/**
 * Only another hash at a height on record makes a reorg: an answer that is missing, or a head that lies lower, may come
 * from an endpoint that is behind. Where everything is final at once the chain is a developer's, and a shorter one is a
 * snapshot that was restored.
 */
export function judgeHead(
  head: LinkedBlock,
  cursor: BlockRef,
  witness: BlockRef | undefined,
  found: BlockRef | undefined,
  finalityDepth: number,
): Finding {
  if (head.hash === cursor.hash) return "same";
  if (head.number === cursor.number) return "changed";
  if (extendsCursor(head, cursor)) return "grown";
  const isShorter = head.number < cursor.number;
  if (witness === undefined || found === undefined)
    return isShorter && finalityDepth === 0 ? "changed" : "behind";
  if (witness.hash !== found.hash) return "changed";
  return isShorter ? "behind" : "grown";
}

/**
 * What to take in next: what is final in large pieces, what is not block by block, so that the hash of each is on record;
 * undefined if there is nothing. `most` bounds the piece.
 */
export function nextPiece(
  from: number,
  head: Pick<Block, "number">,
  finalityDepth: number,
  most: number,
): Piece | undefined {
  if (from > head.number) return undefined;
  const final = finalBlock(head, finalityDepth);
  return { from, to: from <= final ? Math.min(final, from + most - 1) : from };
}

/**
 * The newest of `known`, which are newest first, that `stands`; undefined if none does. What stands has all below it
 * standing too, so that a few looks are enough: at the first, and at distances that double, then in between.
 */
export async function newestStanding(
  known: readonly BlockRef[],
  stands: (block: BlockRef) => Promise<boolean>,
): Promise<BlockRef | undefined> {
  let fallen = -1;
  let standing = 0;
  for (
    let distance = 1;
    standing < known.length && !(await stands(known[standing] as BlockRef));
    distance *= 2
  ) {
    fallen = standing;
    standing += distance;
  }
  standing = Math.min(standing, known.length);
  while (standing - fallen > 1) {
    const middle = Math.floor((standing + fallen) / 2);
    if (await stands(known[middle] as BlockRef)) standing = middle;
    else fallen = middle;
  }
  return known[standing];
}

function extendsCursor(head: LinkedBlock, cursor: BlockRef): boolean {
  return head.number === cursor.number + 1 && head.parentHash === cursor.hash;
}
