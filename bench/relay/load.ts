// Requests at a steady rate, whether or not earlier ones are settled, and the highest rate that the relay keeps up with.

import { setTimeout as pause } from "node:timers/promises";
import type { Journeys } from "./journeys.ts";
import type { Supply } from "./supply.ts";
import { until } from "./until.ts";
import type { Wire } from "./wire.ts";

export interface Load {
  readonly wire: Wire;
  readonly journeys: Journeys;
  readonly supply: Supply;
}

export interface Trial {
  /** Requests a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly held: boolean;
  /** Most requests that were mined and not settled, in seconds of the rate. */
  readonly backlogSeconds: number;
  /** Milliseconds from the last request's sending to the last settlement. */
  readonly drainMs: number;
  /** The journeys' number before it. */
  readonly first: number;
}

const TICK_MS = 5;
/** A backlog of more than this, in seconds of the rate, means that the relay falls behind. */
const MOST_BACKLOG_SECONDS = 2;
const MOST_DRAIN_MS = 3_000;
const PATIENCE = 120_000;
/** Milliseconds without a request under way after which those that are missing are sent again. */
const LOST_MS = 1_000;

/** Sends `rate` requests a second for `seconds`, or until the relay falls behind, and waits until all are settled. */
export async function trial(rate: number, seconds: number, { wire, journeys, supply }: Load): Promise<Trial> {
  const first = journeys.asked;
  const count = Math.round(rate * seconds);
  await supply.fill(count);
  let failure: Error | undefined;
  let [sent, worst] = [0, 0];
  const signed: string[] = [];
  const mostBehind = MOST_BACKLOG_SECONDS * rate;
  for (const start = performance.now(); sent < count && worst <= mostBehind; await pause(TICK_MS)) {
    const due = Math.min(count, Math.floor(((performance.now() - start) / 1_000) * rate));
    for (; sent < due; sent++) {
      const transaction = supply.take();
      signed.push(transaction);
      wire.call("eth_sendRawTransaction", [transaction]).catch((error: Error) => {
        failure = error;
      });
    }
    worst = Math.max(worst, first + sent - journeys.settled);
    if (failure) throw failure;
  }
  const last = performance.now();
  const resending = resendLost(signed, first, { wire, journeys });
  await until(
    () => journeys.settled >= first + sent,
    PATIENCE,
    () => `${journeys} at ${rate} a second`,
  ).finally(() => clearInterval(resending));
  const drainMs = performance.now() - last;
  const backlogSeconds = worst / rate;
  const held = backlogSeconds <= MOST_BACKLOG_SECONDS && drainMs <= MOST_DRAIN_MS;
  return { rate, seconds, held, backlogSeconds, drainMs, first };
}

/** At rates far above what the relay keeps up with, anvil at times takes a transaction and drops it: its asker sends it again. */
function resendLost(
  signed: readonly string[],
  first: number,
  { wire, journeys }: Pick<Load, "wire" | "journeys">,
) {
  return setInterval(() => {
    if (journeys.backlog > 0 || journeys.asked >= first + signed.length) return;
    // Refused are all that were mined, which is no failure.
    for (const transaction of signed)
      wire.call("eth_sendRawTransaction", [transaction]).catch(() => undefined);
  }, LOST_MS);
}

/**
 * The highest rate that held for `seconds`: upwards by halves from `start`, then halving what is between, to a
 * sixteenth.
 */
export async function highestRate(start: number, attempt: (rate: number) => Promise<Trial>): Promise<number> {
  let [low, high] = [0, start];
  while ((await attempt(high)).held) [low, high] = [high, Math.round(high * 1.5)];
  while (high - low > high / 16) {
    const middle = Math.round((low + high) / 2);
    if ((await attempt(middle)).held) low = middle;
    else high = middle;
  }
  return low;
}
