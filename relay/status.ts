import type { EndpointHealth } from "./domain/endpoint.ts";
import type { Hold } from "./domain/holds.ts";
import type { Reason, RequestState } from "./domain/request.ts";
import type { Block, BlockRef } from "./ports.ts";
import type { InFlight, QueueStatus, StoredRequest } from "./store-records.ts";
import type { SweepStatus } from "./sweep-status.ts";

/** starting: it has not reached the chain yet; stopping: it finishes what is in hand. */
export type Phase = "starting" | "running" | "stopping";

/** A key that sends, as an endpoint saw it at `at` (Unix milliseconds). */
export interface SenderStatus {
  readonly address: string;
  /** Wei. */
  readonly balance: bigint;
  /** The number of its mined transactions: the next nonce. */
  readonly nonce: number;
  readonly at: number;
}

/** How a relay is. Amounts in wei. */
export interface RelayStatus {
  readonly phase: Phase;
  readonly requests: Record<RequestState, number>;
  /** With `most` requests in hand the others wait on chain. */
  readonly queue: QueueStatus & { readonly most: number };
  readonly sweep: SweepStatus;
  /** The newest block of the chain that the relay has heard of. */
  readonly head: Block | undefined;
  /** The block up to which the chain was taken in. */
  readonly cursor: BlockRef | undefined;
  /** Why nothing is signed at the moment; none where all is well. */
  readonly holds: readonly Hold[];
  /** Keys that send; none until an endpoint told about them. */
  readonly senders: readonly SenderStatus[];
  readonly inFlight: readonly InFlight[];
  /** The RPC endpoints; none where the chain is in this process. */
  readonly endpoints: readonly EndpointHealth[];
  /** The latest requests that ended, newest first. */
  readonly latest: readonly StoredRequest[];
  /** Stages that fail at the moment, and why. */
  readonly problems: Readonly<Record<string, Reason>>;
}
