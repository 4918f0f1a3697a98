import { fail } from "../../protocol/errors.ts";
import type { Receipt } from "../../protocol/receipt.ts";
import type { Hold } from "../domain/holds.ts";
import { faultOfLease, type Holder } from "../domain/lease.ts";
import { reasonOf } from "../domain/retry.ts";
import type { KeyLease } from "../ports.ts";
import type { HoldStore, Refusal, SignStore } from "../store-port.ts";
import type { Tools } from "./tools.ts";

export type SigningGuard = ReturnType<typeof signingGuard>;

/**
 * Whether anything may be signed, and what is written down before. A key's lease shows what the store cannot know of
 * itself: that it is an old copy, or not the only one.
 */
export function signingGuard(
  leases: readonly KeyLease[],
  store: HoldStore & Pick<SignStore, "guard">,
  { clock, log, emit }: Pick<Tools, "clock" | "log" | "emit">,
) {
  /** Leases that this process has, and that agree with the store. */
  const agreed = new Set<KeyLease>();
  let known: readonly Hold[] = [];
  let isFirst = true;
  return { isOnHold, stand, close };

  async function isOnHold(): Promise<boolean> {
    // What an earlier run met need not be so any more; this one finds out for itself.
    if (isFirst) await store.release("ALT_RELAY_KEY_IN_USE");
    isFirst = false;
    for (const lease of leases) if (!agreed.has(lease) && (await agrees(lease))) agreed.add(lease);
    const holds = await store.holds();
    report(holds);
    return holds.length > 0 || agreed.size < leases.length;
  }

  /** Takes the lease where it can, and makes it this store's unless it shows signatures that the store does not know of. */
  async function agrees(lease: KeyLease): Promise<boolean> {
    const { key } = lease;
    const now = clock.now();
    const other = lease.take(now);
    if (other) {
      await store.hold({ evidence: key, ...reasonOf(inUse(key, other)) }, now);
      return false;
    }
    await store.release("ALT_RELAY_KEY_IN_USE", key);
    const record = lease.record();
    const fault = faultOfLease(key, record, await store.signings());
    if (fault && (await store.hold(fault, now))) return false;
    await store.countFrom(record?.signatures ?? 0);
    lease.write(await store.signings());
    return true;
  }

  /** Has the signers stand by these receipts, on disk in the store and in their leases: what comes back must not be signed. */
  async function stand(
    signers: readonly string[],
    receipts: readonly Receipt[],
  ): Promise<readonly Refusal[]> {
    const { refused, signings } = await store.guard(signers, receipts);
    if (refused.length > 0) return refused;
    for (const lease of leases) if (signers.includes(lease.key)) lease.write(signings);
    return [];
  }

  function report(holds: readonly Hold[]): void {
    const isIn = (list: readonly Hold[], { code, since }: Hold) =>
      list.some((hold) => hold.code === code && hold.since === since);
    for (const hold of holds.filter((hold) => !isIn(known, hold))) {
      log.error(hold, "signing is on hold");
      emit({ type: "held", hold });
    }
    for (const hold of known.filter((hold) => !isIn(holds, hold))) {
      log.warn({ code: hold.code }, "a hold has ended");
      emit({ type: "released", hold });
    }
    known = holds;
  }

  function close(): void {
    for (const lease of leases) lease.close();
  }
}

function inUse(key: string, { pid, host, since }: Holder): Error {
  return fail("ALT_RELAY_KEY_IN_USE", { key, pid, host, since: new Date(since).toISOString() });
}
