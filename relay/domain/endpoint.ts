/** What may be wrong with an endpoint's answer. An error that the node itself answers with (a revert) is none. */
export const rpcFaults = [
  /** It took longer than it may. */
  "timeout",
  /** No connection, or one that broke. */
  "connection",
  /** A status of HTTP that says so. */
  "status",
  /** It wants to be asked less often. */
  "rateLimit",
  /** Half an answer, that to another question, or none to any. */
  "senseless",
  /** It serves another chain. */
  "wrongChain",
  /** It lacks a block that another endpoint has. */
  "behind",
] as const;

export type RpcFault = (typeof rpcFaults)[number];

export const endpointStates = [
  "closed",
  /** Not asked for a while after failures in a row; then once, to see (half-open). */
  "open",
  "halfOpen",
  /** Not asked until its rate limit allows. */
  "resting",
  /** Never asked for anything but its chain. */
  "wrongChain",
  /** Not asked until it has caught up. */
  "behind",
  /** Not asked: most others have another block at a height that is final. */
  "disagrees",
] as const;

export type EndpointState = (typeof endpointStates)[number];

/** How an endpoint is, and what it did since the relay started. */
export interface EndpointHealth {
  /** Its host; with a number where several have the same. Never the whole URL, which may hold keys. */
  readonly name: string;
  readonly state: EndpointState;
  /** Whether it is the one that is asked. */
  readonly leads: boolean;
  readonly weight: number;
  readonly calls: number;
  readonly errors: Readonly<Record<RpcFault, number>>;
  /** How often it had another block than the relay's at a height that is final. */
  readonly disagreements: number;
  /** Moving average of its answers' milliseconds; undefined before the first. */
  readonly latencyMs: number | undefined;
  /** Number of the newest block it told of. */
  readonly head: number | undefined;
}

/** What endpoints say of one block that is final to the relay. */
export interface Disagreement {
  readonly number: number;
  /** The hash that the relay goes by. */
  readonly hash: string;
  /** Names of endpoints that have another block there. */
  readonly against: readonly string[];
}
