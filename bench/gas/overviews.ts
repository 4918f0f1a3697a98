import type { Overview } from "../report.ts";
import type { RoundTrip } from "./rounds.ts";

/** What was measured of one contestant. */
export interface Series {
  readonly name: string;
  /** With four operators, by size of batch. */
  readonly batches: readonly RoundTrip[];
  /** One request alone, by operators; sets that the contracts do not take are missing. */
  readonly byOperators: ReadonlyMap<number, RoundTrip>;
}

/** Gas of a request and its share of a fulfilment. */
export const totalOf = ({ request, fulfil }: RoundTrip): number => request + fulfil;

/** Gas per request: by size of batch, split by transaction and in all, and by operators. */
export function overviewsOf(series: readonly Series[]): Overview[] {
  return [byBatch("request", series, ({ request }) => request)]
    .concat(byBatch("fulfilment's share", series, ({ fulfil }) => fulfil))
    .concat(byBatch("both", series, totalOf))
    .concat(byOperators(series));
}

function byBatch(what: string, series: readonly Series[], pick: (trip: RoundTrip) => number): Overview {
  const counts = series[0]?.batches.map(({ count }) => count) ?? [];
  return {
    title: `${what}, gas per request, 3 of 4 sign`,
    head: counts.map((count) => (count === 1 ? "alone" : `of ${count}`)),
    rows: series.map(({ name, batches }) => ({ case: name, values: batches.map(pick).map(Math.round) })),
  };
}

function byOperators(series: readonly Series[]): Overview {
  const sets = [...new Set(series.flatMap((one) => [...one.byOperators.keys()]))].sort((a, b) => a - b);
  const total = (trip: RoundTrip | undefined) => trip && Math.round(totalOf(trip));
  return {
    title: "both, gas of a request alone",
    head: sets.map((operators) => `n = ${operators}`),
    rows: series.map((one) => ({ case: one.name, values: sets.map((n) => total(one.byOperators.get(n))) })),
  };
}
