// The relay's memory over the requests that it settled.

import type { Journeys } from "./journeys.ts";
import type { RelayProcess } from "./relay-process.ts";

export interface Sample {
  /** Requests settled by then. */
  readonly settled: number;
  readonly mb: number;
}

const EVERY_MS = 1_000;

/** Looks at the relay's memory until stopped. */
export function sampleMemory(relay: RelayProcess, journeys: Journeys) {
  const samples: Sample[] = [];
  const timer = setInterval(async () => {
    const { settled } = journeys;
    const mb = await relay.residentMb().catch(() => Number.NaN);
    if (mb > 0) samples.push({ settled, mb });
  }, EVERY_MS);
  return { samples, stop: () => clearInterval(timer) };
}

/** What was held while the number of settled requests was between these. */
export function within(samples: readonly Sample[], from: number, to: number): number[] {
  return samples.filter(({ settled }) => settled >= from && settled < to).map(({ mb }) => mb);
}
