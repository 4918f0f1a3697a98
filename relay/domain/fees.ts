/** What a transaction bids, in wei a unit of gas. */
export interface GasFees {
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** Nodes replace a transaction for 10 % more; an eighth leaves nothing to rounding. */
export function bumped({ maxFeePerGas, maxPriorityFeePerGas }: GasFees): GasFees {
  return { maxFeePerGas: eighthMore(maxFeePerGas), maxPriorityFeePerGas: eighthMore(maxPriorityFeePerGas) };
}

/** The higher bid of two, in each part. */
export function atLeast(bid: GasFees, floor: GasFees): GasFees {
  return {
    maxFeePerGas: larger(bid.maxFeePerGas, floor.maxFeePerGas),
    maxPriorityFeePerGas: larger(bid.maxPriorityFeePerGas, floor.maxPriorityFeePerGas),
  };
}

/** The bid cut to `cap` wei a unit of gas; the tip never exceeds the whole. */
export function capped({ maxFeePerGas, maxPriorityFeePerGas }: GasFees, cap: bigint): GasFees {
  const fee = smaller(maxFeePerGas, cap);
  return { maxFeePerGas: fee, maxPriorityFeePerGas: smaller(maxPriorityFeePerGas, fee) };
}

function eighthMore(value: bigint): bigint {
  return value + value / 8n + 1n;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
