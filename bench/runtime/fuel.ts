// How evenly fuel measures time: what a million of it costs, and the spread over all workloads.

import type { Row } from "../report.ts";
import type { CaseResult } from "./case.ts";

const SPREAD_GOAL = "< 3";

/** Milliseconds that a million fuel took, warm; undefined where there is no such column. */
export function millionFuel({ fuel, warm }: CaseResult): { wasm?: number; quickjs?: number } {
  const { metered, quickjs } = warm;
  return {
    ...(metered && fuel.wasm && { wasm: (metered * 1e6) / Number(fuel.wasm) }),
    ...(quickjs && fuel.quickjs && { quickjs: (quickjs * 1e6) / Number(fuel.quickjs) }),
  };
}

export function fuelRows(results: readonly CaseResult[]): Row[] {
  const all = results.map(millionFuel).flatMap(({ wasm = [], quickjs = [] }) => [wasm, quickjs].flat());
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return [
    { case: "all workloads", metric: "ms of a million fuel, least", value: least },
    { case: "all workloads", metric: "ms of a million fuel, most", value: most },
    {
      case: "all workloads",
      metric: "spread of fuel a second, most / least",
      value: most / least,
      goal: SPREAD_GOAL,
    },
  ];
}
