import type { Outcome } from "../../protocol/outcome.ts";

/** A call as a thread gets it. */
export interface GuestCall {
  readonly calldata: Uint8Array;
  /** The call's context, ABI-encoded: 288 bytes. */
  readonly context: Uint8Array;
  readonly fuelLimit: bigint;
  /** A longer result is a Trap. */
  readonly maxResultBytes: number;
}

export interface GuestExecution {
  readonly outcome: Outcome;
  readonly result: Uint8Array;
  readonly fuelUsed: bigint;
  readonly logs: readonly string[];
  readonly peakMemoryBytes: number;
}

/** A function in one thread, standing at its snapshot. Each `run` must be followed by `reset`. */
export interface GuestInstance {
  /** @throws HostFault: the machine failed, not the guest */
  run(call: GuestCall): GuestExecution;
  /** Makes the instance what the snapshot holds. False: that cannot be done, and it must be thrown away. */
  reset(): boolean;
}
