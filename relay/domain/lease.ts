import { fail } from "../../protocol/errors.ts";
import type { Grounds } from "./holds.ts";
import { reasonOf } from "./retry.ts";

/** How often a store has signed. Raised, on disk, before a signature leaves. */
export interface Signings {
  /** Made with the store, and the same in its copies. */
  readonly storeId: string;
  readonly signatures: number;
}

/** A process that holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Unix milliseconds. */
  readonly since: number;
}

/**
 * What a key's lease shows of signatures that the store does not know of, or undefined. The store counts first and the
 * lease after it, so that a lease which is behind is that of a process which was killed in between.
 */
export function faultOfLease(key: string, lease: Signings | undefined, store: Signings): Grounds | undefined {
  const { signatures: known, storeId } = store;
  if (lease === undefined) {
    if (known === 0) return undefined;
    return { evidence: `${key} ${known}`, ...reasonOf(fail("ALT_RELAY_LEASE_MISSING", { key, known })) };
  }
  const { signatures, storeId: other } = lease;
  const evidence = `${key} ${other} ${signatures}`;
  if (other !== storeId)
    return { evidence, ...reasonOf(fail("ALT_RELAY_LEASE_FOREIGN", { key, signatures, other, storeId })) };
  if (signatures > known)
    return { evidence, ...reasonOf(fail("ALT_RELAY_LEASE_AHEAD", { key, signatures, known })) };
  return undefined;
}
