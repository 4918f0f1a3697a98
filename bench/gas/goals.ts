import type { Row } from "../report.ts";
import { type Series, totalOf } from "./overviews.ts";

/** Gas of a request and its share of a fulfilment, at most, by size of batch. */
const BOUNDS: ReadonlyMap<number, number> = new Map([
  [1, 130_000],
  [10, 80_000],
]);
/** Batches that have to be cheaper per request than the one before them here. */
const STILL_FALLING = [10, 20, 40];

/** What was set for our contracts, beside the same batches of a peer. */
export function goalRows(ours: Series, peer: Series): Row[] {
  const bounds = [...BOUNDS].map(([count, bound]) => row(ours, peer, count, `<= ${bound}`));
  const falling = STILL_FALLING.slice(1).map((count, i) =>
    row(ours, peer, count, `< ${gasIn(ours, STILL_FALLING[i] as number)}`),
  );
  return [...bounds, ...falling];
}

function row(ours: Series, peer: Series, count: number, goal: string): Row {
  return {
    case: count === 1 ? `${ours.name}, a request alone` : `${ours.name}, batch of ${count}`,
    metric: "gas per request",
    value: gasIn(ours, count),
    peer: { name: peer.name, value: gasIn(peer, count) },
    goal,
  };
}

function gasIn({ name, batches }: Series, count: number): number {
  const trip = batches.find((batch) => batch.count === count);
  if (trip === undefined) throw new Error(`no batch of ${count} of ${name} was measured`);
  return Math.round(totalOf(trip));
}
