/** What a call knows of the world beyond its arguments. Addresses and hashes are lower-case hex. */
export interface CallContext {
  /** The request's id, 32 bytes. `Math.random()` is seeded from it. */
  readonly commitment: string;
  readonly functionId: bigint;
  readonly version: number;
  /** Who pays. */
  readonly account: string;
  /** The contract that asked, and gets the callback. */
  readonly consumer: string;
  /** A query leaves nothing behind. */
  readonly mode: "query" | "update";
  /** Of the block that holds the request. `Date.now()` is its timestamp. */
  readonly blockNumber: bigint;
  /** Of that block, in seconds. */
  readonly timestamp: bigint;
  /** Of that block, 32 bytes. */
  readonly prevrandao: string;
}
