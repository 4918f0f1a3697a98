import { type AlthingError, fail } from "../../protocol/errors.ts";
import type { MarketFees } from "../domain/fees.ts";
import { reasonOf } from "../domain/retry.ts";
import { shortfall } from "../domain/worth.ts";
import { gathered } from "../gather.ts";
import type { Stage, Worked } from "../loop.ts";
import type { Block } from "../ports.ts";
import type { ExecuteStore, StatusStore, Verdict } from "../store-port.ts";
import type { ClaimedRequest } from "../store-records.ts";
import { type ExecutionPorts, executions } from "./execution.ts";
import type { Present } from "./present.ts";
import type { Tools } from "./tools.ts";

/** Requests in hand for each worker: so many that none is ever idle, so few that a nearer deadline is not kept waiting. */
const CLAIMS = 16;
/** How long a claim stands if its process dies; one that lives renews it. */
const LEASE_MS = 10_000;
/** By less a clock may be corrected at any time. */
const CLOCK_STEP_MS = 1_000;
const RENEW_MS = LEASE_MS / 3;

type Store = ExecuteStore & Pick<StatusStore, "head" | "queue">;

/** What came of a request, until the store has it. */
interface Ended {
  readonly verdict: Verdict;
  readonly durationMs: number;
}

/**
 * Executes requests, many at a time. It claims the next ones when half of those in hand have ended, and calls `onEnded`
 * whenever some have.
 */
export function executeStage(
  ports: ExecutionPorts,
  store: Store,
  present: Pick<Present, "fees">,
  { settings, clock, log, emit }: Tools,
  onEnded: () => void,
): Stage {
  const { verdictOn } = executions(ports, store, { settings, clock });
  const most = settings.concurrency * CLAIMS;
  const running = new Map<string, Promise<void>>();
  /** What the store could not take, as its disk was full. */
  let unsaved: Ended[] = [];
  let renewedAt = clock.now();
  let steppedAt = renewedAt;
  /** Whether the log says already that the queue is full. */
  let full = false;
  const save = gathered<Ended>(saveAll);
  return { name: "execute", step, end };

  async function step(): Promise<Worked> {
    if (unsaved.length > 0) await saveAll(unsaved.splice(0));
    await heedClock();
    await renew();
    if (running.size <= most / 2 && (await begin(most - running.size))) return true;
    return running.size > 0 && RENEW_MS;
  }

  /** A clock that was set back would make an hour of what was to be a second. */
  async function heedClock(): Promise<void> {
    const now = clock.now();
    if (now < steppedAt - CLOCK_STEP_MS) await store.dropDelays(now);
    steppedAt = now;
  }

  /** Whether there was anything to begin with. */
  async function begin(free: number): Promise<boolean> {
    const head = await store.head();
    const requests = head ? await claim(free, head) : [];
    if (!head || requests.length === 0) return false;
    // Where the price cannot be read, the sign stage decides.
    const market = await present.fees(head).catch(() => undefined);
    for (const request of requests) running.set(request.id, serve(request, market));
    return true;
  }

  async function end(): Promise<void> {
    await Promise.all(running.values());
  }

  async function claim(free: number, { timestamp }: Block): Promise<ClaimedRequest[]> {
    const now = clock.now();
    const { queue } = settings;
    const requests = await store.claim({ most: free, queue, now, timestamp, leaseEnds: now + LEASE_MS });
    if (requests.length < free) await tellOfQueue(now);
    if (requests.length > 0) emit({ type: "claimed", ids: requests.map(({ id }) => id) });
    return requests;
  }

  async function tellOfQueue(now: number): Promise<void> {
    const { waiting, inHand } = await store.queue(now);
    const wasFull = full;
    full = inHand >= settings.queue && waiting > 0;
    if (full === wasFull) return;
    if (!full) return log.info({ waiting, inHand }, "the queue has room again");
    const reason = reasonOf(fail("ALT_RELAY_QUEUE_FULL", { waiting, inHand, queue: settings.queue }));
    log.warn({ waiting, inHand, ...reason }, "the queue is full");
  }

  async function renew(): Promise<void> {
    const now = clock.now();
    if (running.size === 0 || Math.abs(now - renewedAt) < RENEW_MS) return;
    await store.renewClaims([...running.keys()], now + LEASE_MS);
    renewedAt = now;
  }

  /** Never rejects: what cannot be saved now is saved by a later step, which says why. */
  async function serve(request: ClaimedRequest, market: MarketFees | undefined): Promise<void> {
    const startedAt = clock.now();
    const dear = market && shortfall(request.header, market);
    const verdict = dear ? untilCheaper(request, dear) : await verdictOn(request);
    await save({ verdict, durationMs: clock.now() - startedAt }).catch(() => undefined);
    running.delete(request.id);
    onEnded();
  }

  function untilCheaper({ id }: ClaimedRequest, dear: AlthingError): Verdict {
    const retryAt = clock.now() + settings.backoff.maxMs;
    return { type: "postponed", id, reason: reasonOf(dear), retryAt, failed: false };
  }

  async function saveAll(ended: readonly Ended[]): Promise<void> {
    try {
      const verdicts = ended.map(({ verdict }) => verdict);
      const counted = new Set(await store.conclude(verdicts, clock.now()));
      for (const one of ended) if (counted.has(one.verdict.id)) tell(one);
    } catch (error) {
      unsaved = [...unsaved, ...ended];
      throw error;
    }
  }

  function tell({ verdict, durationMs }: Ended): void {
    const { id } = verdict;
    if (verdict.type === "executed") {
      const { outcome, fuelUsed, logs } = verdict.execution;
      log.info({ id, outcome, fuelUsed, durationMs }, "executed");
      emit({ type: "executed", id, outcome, fuelUsed, durationMs, logs });
    } else {
      const { type, reason } = verdict;
      log.warn({ id, ...reason }, type === "declined" ? "declined" : "execution postponed");
      emit({ type, id, reason });
    }
  }
}
