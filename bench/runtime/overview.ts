// All times of one run beside each other.

import type { Overview } from "../report.ts";
import type { CaseResult } from "./case.ts";
import { millionFuel } from "./fuel.ts";

const MICROSECONDS = 1000;
const microseconds = (ms: number | undefined): number | undefined => ms && ms * MICROSECONDS;

export function overviews(results: readonly CaseResult[]): Overview[] {
  return [
    {
      title: "warm, µs",
      head: ["native JS", "wasm", "metered wasm", "QuickJS", "metered QuickJS"],
      rows: results.map(({ label, warm: { native, unmetered, metered, plainQuickjs, quickjs } }) => ({
        case: label,
        values: [native, unmetered, metered, plainQuickjs, quickjs].map(microseconds),
      })),
    },
    {
      title: "first call in a fresh process, µs",
      head: ["native JS", "wasm", "metered wasm", "metered QuickJS"],
      rows: results.map(({ label, first: { native, unmetered, metered, quickjs } }) => ({
        case: label,
        values: [native, unmetered, metered, quickjs].map((one) => microseconds(one?.call)),
      })),
    },
    {
      title: "loading before it, µs",
      head: ["native JS", "wasm", "metered wasm", "metered QuickJS"],
      rows: results.map(({ label, first: { native, unmetered, metered, quickjs } }) => ({
        case: label,
        values: [native, unmetered, metered, quickjs].map((one) => microseconds(one?.load)),
      })),
    },
    {
      title: "fuel",
      head: ["wasm", "ms a million", "QuickJS", "ms a million"],
      rows: results.map((result) => {
        const { wasm, quickjs } = millionFuel(result);
        const [burnt, burntByScript] = [result.fuel.wasm, result.fuel.quickjs];
        return { case: result.label, values: [numberOf(burnt), wasm, numberOf(burntByScript), quickjs] };
      }),
    },
  ];
}

const numberOf = (value: bigint | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);
