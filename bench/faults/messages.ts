import type { RelaySettings } from "../../relay/settings.ts";
import type { Side } from "./steps.ts";

/** What the relay's program is told at its start. */
export interface StartOptions {
  /** One or several, as an operator lists them. */
  readonly rpcUrls: string;
  readonly router: string;
  readonly store: string;
  /** Folder of the key's lease. */
  readonly leases: string;
  readonly privateKey: string;
  readonly settings: Partial<RelaySettings>;
  /** Kills the process at a step of its start. */
  readonly killAt?: KillPoint;
  /** Milliseconds by which its clock is wrong. */
  readonly clockOffset?: number;
}

/** A moment in the relay's life: the `nth` time from now that a port is called, or has answered. */
export interface KillPoint {
  readonly step: string;
  readonly side: Side;
  readonly nth: number;
}

export type Command =
  | { readonly type: "start"; readonly options: StartOptions }
  | { readonly type: "killAt"; readonly point: KillPoint | undefined }
  | { readonly type: "clock"; readonly offset: number }
  | { readonly type: "state" }
  /** As whoever asks for its status makes it look everything up. */
  | { readonly type: "look" }
  | { readonly type: "count" };

/** How the relay is, as the harness has to know it. */
export interface RelayState {
  /** Requests that it works on. */
  readonly pending: number;
  /** Requests it gave up, and that did not expire yet. */
  readonly given: number;
  /** Whether it has taken in everything up to the chain's head. */
  readonly upToDate: boolean;
  /** Codes of what fails now, by stage. */
  readonly problems: Readonly<Record<string, string>>;
  /** Codes of what keeps it from signing. */
  readonly holds: readonly string[];
}

export type Report =
  | { readonly type: "loaded" }
  | { readonly type: "started" }
  | { readonly type: "failed"; readonly code: string; readonly message: string }
  | { readonly type: "done" }
  | { readonly type: "state"; readonly state: RelayState }
  /** How often each step was taken since the last count, with those that were not. */
  | { readonly type: "count"; readonly steps: ReadonlyMap<string, number> };
