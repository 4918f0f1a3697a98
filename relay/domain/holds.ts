import type { Reason } from "./request.ts";

/** Why nothing is signed at the moment: until an operator confirms, or what it rests on is gone. */
export interface Hold extends Reason {
  /** Unix milliseconds. */
  readonly since: number;
}

/** What puts signing on hold. The same evidence, once confirmed, does so no more. */
export interface Grounds extends Reason {
  readonly evidence: string;
  /** The block of the evidence, if it stands in one: whoever confirmed up to there has confirmed it. */
  readonly block?: number;
}

/** Holds that last as long as what they rest on; nobody can confirm that away. */
const lasting: ReadonlySet<string> = new Set(["ALT_RELAY_KEY_IN_USE", "ALT_RELAY_RPC_DISAGREE"]);

/** Holds that come of signatures which this store may know nothing of. */
const forgetful: ReadonlySet<string> = new Set([
  "ALT_RELAY_LEASE_AHEAD",
  "ALT_RELAY_LEASE_FOREIGN",
  "ALT_RELAY_LEASE_MISSING",
  "ALT_RELAY_SIGNATURE_UNKNOWN",
  "ALT_RELAY_STORE_RESTORED",
]);

export function canBeConfirmed({ code }: Reason): boolean {
  return !lasting.has(code);
}

/** Whether signatures may have been forgotten: then nothing of the past may be signed that is not known to have been. */
export function mayHaveForgotten(holds: readonly Reason[]): boolean {
  return holds.some(({ code }) => forgetful.has(code));
}
