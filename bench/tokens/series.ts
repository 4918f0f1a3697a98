import type { Overview } from "../report.ts";

/** Gas of one contestant by case. Cases that its contracts do not have are missing. */
export interface Series {
  readonly name: string;
  readonly gas: ReadonlyMap<string, number>;
}

/** @throws when the contestant has no such case. */
export function gasOf({ name, gas }: Series, label: string): number {
  const found = gas.get(label);
  if (found === undefined) throw new Error(`${name} was not measured in "${label}"`);
  return found;
}

/** Contestants below each other, cases beside each other. */
export function overviewOf(title: string, cases: readonly string[], series: readonly Series[]): Overview {
  return {
    title,
    head: [...cases],
    rows: series.map(({ name, gas }) => ({ case: name, values: cases.map((label) => gas.get(label)) })),
  };
}

/** The sum of cases as one more case, as `label`. */
export function withSum(series: Series, label: string, cases: readonly string[]): Series {
  const sum = cases.reduce((total, one) => total + gasOf(series, one), 0);
  return { ...series, gas: new Map([...series.gas, [label, sum]]) };
}
