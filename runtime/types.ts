import type { Outcome } from "../protocol/outcome.ts";

/** A published function's bytes, and what runs them. */
export interface Artefact {
  /** "js": a script for QuickJS, "wasm": a module for the raw guest ABI. */
  readonly kind: "js" | "wasm";
  readonly bytes: Uint8Array;
}

/** Where a call comes from. The guest sees exactly this, and nothing else of the world. */
export interface CallContext {
  /** The request's id: 32 bytes of hex. The guest's randomness comes from it alone. */
  readonly commitment: string;
  readonly functionId: bigint;
  readonly version: number;
  readonly account: string;
  readonly consumer: string;
  readonly mode: "query" | "update";
  /** Of the block that holds the request. */
  readonly blockNumber: bigint;
  /** Of that block, in seconds. The guest's clock stands still there. */
  readonly timestamp: bigint;
  /** Of that block: 32 bytes of hex. */
  readonly prevrandao: string;
}

export interface Call {
  /** Hex with 0x. */
  readonly calldata: string;
  readonly context: CallContext;
  /** The most fuel that the call may burn. */
  readonly fuelLimit: bigint;
  /** A longer result is a Trap. */
  readonly maxResultBytes: number;
}

export interface Execution {
  readonly outcome: Outcome;
  /** Hex with 0x: what a Success returns, or a Revert's error data; "0x" otherwise. */
  readonly result: string;
  /** Exactly the fuel limit for OutOfFuel and Trap. */
  readonly fuelUsed: bigint;
  /** What the guest logged, and why it trapped. For people: not the same on every machine. */
  readonly logs: readonly string[];
  readonly peakMemoryBytes: number;
}
