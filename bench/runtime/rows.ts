// The table: a case's times with what they are compared with, and how evenly fuel measures time.

import type { Peer, Row } from "../report.ts";
import type { CaseResult } from "./index.ts";
import { ratio } from "./sampling.ts";

const MICROSECONDS = 1000;
const NATIVE = "JavaScript on V8";
const UNMETERED = "unmetered";
const QUICKJS_GOAL = "<= 1.2";
const SPREAD_GOAL = "< 3";

export function casesRows(result: CaseResult): Row[] {
  const { workload, size } = result;
  const name = `${workload.name}(${size.toLocaleString("en-US")})`;
  return [...warmRows(name, result), ...firstRows(name, result)];
}

function warmRows(name: string, { workload, size, warm }: CaseResult): Row[] {
  const rows: Row[] = [];
  const { native, unmetered, metered, quickjs, plainQuickjs } = warm;
  const peer = (of: string, value: number): { peer: Peer } => ({ peer: { name: of, value } });
  if (metered && unmetered && native) {
    const nativeGoal = size >= (workload.nativeGoalFrom ?? Number.POSITIVE_INFINITY) ? { goal: "<= 1" } : {};
    rows.push(
      {
        case: name,
        metric: "metered wasm, µs",
        value: metered.median * MICROSECONDS,
        ...peer(UNMETERED, unmetered.median * MICROSECONDS),
      },
      { case: name, metric: "… / unmetered", value: ratio(metered, unmetered), goal: workload.meteringGoal },
      {
        case: name,
        metric: "… / native",
        value: ratio(metered, native),
        ...peer(`${NATIVE}, µs`, native.median * MICROSECONDS),
        ...nativeGoal,
      },
    );
  }
  if (quickjs && plainQuickjs && native) {
    rows.push(
      {
        case: name,
        metric: "metered QuickJS, µs",
        value: quickjs.median * MICROSECONDS,
        ...peer(UNMETERED, plainQuickjs.median * MICROSECONDS),
      },
      { case: name, metric: "… / unmetered", value: ratio(quickjs, plainQuickjs), goal: QUICKJS_GOAL },
      {
        case: name,
        metric: "… / native",
        value: ratio(quickjs, native),
        ...peer(`${NATIVE}, µs`, native.median * MICROSECONDS),
      },
    );
  }
  return rows;
}

function firstRows(name: string, { first }: CaseResult): Row[] {
  const { native, unmetered, metered, quickjs } = first;
  const rows: Row[] = [];
  if (metered && unmetered && native) {
    rows.push(
      {
        case: name,
        metric: "first call, wasm, µs",
        value: metered.call * MICROSECONDS,
        peer: { name: UNMETERED, value: unmetered.call * MICROSECONDS },
      },
      {
        case: name,
        metric: "first call, wasm, µs",
        value: metered.call * MICROSECONDS,
        peer: { name: NATIVE, value: native.call * MICROSECONDS },
      },
      {
        case: name,
        metric: "loading before it, µs",
        value: metered.load * MICROSECONDS,
        peer: { name: UNMETERED, value: unmetered.load * MICROSECONDS },
      },
    );
  }
  if (quickjs && native) {
    rows.push(
      {
        case: name,
        metric: "first call, QuickJS, µs",
        value: quickjs.call * MICROSECONDS,
        peer: { name: NATIVE, value: native.call * MICROSECONDS },
      },
      { case: name, metric: "loading before it, µs", value: quickjs.load * MICROSECONDS },
    );
  }
  return rows;
}

/** How much fuel each workload burns in a second, and the spread over all. */
export function spreadRows(results: readonly CaseResult[]): Row[] {
  const rates = results.flatMap(ratesOf);
  const values = rates.map(({ value }) => value);
  const spread = Math.max(...values) / Math.min(...values);
  return [
    ...rates,
    { case: "all workloads", metric: "fuel a second, highest / lowest", value: spread, goal: SPREAD_GOAL },
  ];
}

function ratesOf({ workload, size, warm, fuel }: CaseResult): Row[] {
  const name = `${workload.name}(${size.toLocaleString("en-US")})`;
  const rate = (kind: string, burnt: bigint | undefined, ms: number | undefined): Row[] =>
    burnt === undefined || ms === undefined
      ? []
      : [{ case: name, metric: `million fuel a second, ${kind}`, value: Number(burnt) / 1000 / ms }];
  return [
    ...rate("wasm", fuel.wasm, warm.metered?.median),
    ...rate("QuickJS", fuel.quickjs, warm.quickjs?.median),
  ];
}
