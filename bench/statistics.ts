// Medians with spread: a mean says little about latencies.

export interface Spread {
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const ascending = [...values].sort((one, other) => one - other);
  return {
    median: at(ascending, 0.5),
    p10: at(ascending, 0.1),
    p90: at(ascending, 0.9),
    p95: at(ascending, 0.95),
    p99: at(ascending, 0.99),
  };
}

/** The measured value that the share `part` of all does not exceed, by nearest rank. */
function at(ascending: readonly number[], part: number): number {
  const value = ascending[Math.max(0, Math.ceil(part * ascending.length) - 1)];
  if (value === undefined) throw new RangeError("nothing was measured");
  return value;
}
