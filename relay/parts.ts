import type { ArtefactSource, Chain, Executor, KeyLease, Sender, Signer } from "./ports.ts";
import type { Tools } from "./stages/tools.ts";
import type { Store } from "./store-port.ts";

/** Everything that a relay is put together from. */
export interface RelayParts extends Tools {
  readonly chain: Chain;
  readonly store: Store;
  readonly executor: Executor;
  readonly artefacts: ArtefactSource;
  /** Keys that may sign; those of the epoch's members do. */
  readonly signers: readonly Signer[];
  /** Leases of those of them that must not sign twice, even if the store is lost or copied. */
  readonly leases: readonly KeyLease[];
  /** Keys that may send: each is a lane, while it is the sender of a member or a deputy of one. */
  readonly senders: readonly Sender[];
  /** Whether a running relay keeps the process alive. */
  readonly keepAlive: boolean;
}
