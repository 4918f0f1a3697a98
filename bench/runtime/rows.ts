// What has a goal, and what a user asks about: how much metering costs, and how WebAssembly compares with V8.

import type { Row } from "../report.ts";
import type { CaseResult } from "./case.ts";

const QUICKJS_GOAL = "<= 1.2";
const NATIVE_GOAL = "<= 1";
/** Its makers' report: large inputs ran at half the speed of a cloud function. Here: of V8's JavaScript, warm. */
const INTERNET_COMPUTER = { name: "Internet Computer", value: 2 };

export function caseRows(result: CaseResult): Row[] {
  return [...meteringRows(result), ...nativeRows(result)];
}

function meteringRows({ label, workload, warm }: CaseResult): Row[] {
  const { unmetered, metered, quickjs, plainQuickjs } = warm;
  const rows: Row[] = [];
  if (metered && unmetered) {
    const value = metered / unmetered;
    rows.push({ case: label, metric: "wasm, metered / unmetered", value, goal: workload.meteringGoal });
  }
  if (quickjs && plainQuickjs) {
    const value = quickjs / plainQuickjs;
    rows.push({ case: label, metric: "QuickJS, metered / unmetered", value, goal: QUICKJS_GOAL });
  }
  return rows;
}

function nativeRows({ label, workload, size, warm }: CaseResult): Row[] {
  const { native, metered, quickjs } = warm;
  const rows: Row[] = [];
  if (metered && native) {
    const value = metered / native;
    const fast = size >= (workload.nativeGoalFrom ?? Number.POSITIVE_INFINITY);
    rows.push({ case: label, metric: "metered wasm / native JS", value, ...(fast && { goal: NATIVE_GOAL }) });
    if (size === workload.sizes.at(-1)) {
      const than = { peer: INTERNET_COMPUTER, goal: `< ${INTERNET_COMPUTER.value}` };
      rows.push({ case: label, metric: "large input against a cloud function", value, ...than });
    }
  }
  if (quickjs && native) {
    rows.push({ case: label, metric: "metered QuickJS / native JS", value: quickjs / native });
  }
  return rows;
}
