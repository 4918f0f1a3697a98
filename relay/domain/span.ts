/** Answers in a row after which more blocks are tried: an endpoint with a fixed limit rarely has to refuse. */
const PATIENCE = 8;

/** How many blocks to ask an endpoint for at once. */
export interface QuerySpan {
  readonly blocks: number;
  /** A query was answered: after some of them, twice as many blocks are asked for, up to the most. */
  answered(): void;
  /** A query of `blocks` failed: half of them, at least one. The failure of a single block is not for its range. */
  refused(blocks: number): void;
}

export function querySpan(most: number): QuerySpan {
  let blocks = most;
  let answers = 0;
  return {
    get blocks() {
      return blocks;
    },
    answered() {
      answers += 1;
      if (answers % PATIENCE === 0) blocks = Math.min(most, blocks * 2);
    },
    refused(asked) {
      answers = 0;
      if (asked > 1) blocks = Math.floor(asked / 2);
    },
  };
}
