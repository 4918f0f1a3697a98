/** What a transaction bids, in wei a unit of gas. */
export interface GasFees {
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/**
 * The next bid for a transaction that nobody mines: what the network asks for now, but enough more than the last that
 * nodes replace it. undefined where `cap` (wei a unit of gas) forbids that: a smaller raise would only be refused.
 */
export function raised(last: GasFees, asked: GasFees, cap: bigint): GasFees | undefined {
  const bid = {
    maxFeePerGas: larger(eighthMore(last.maxFeePerGas), asked.maxFeePerGas),
    maxPriorityFeePerGas: larger(eighthMore(last.maxPriorityFeePerGas), asked.maxPriorityFeePerGas),
  };
  return bid.maxFeePerGas <= cap ? bid : atCap(last, bid, cap);
}

/** The network asks for more than the cap: the cap itself will do if it is raise enough. */
function atCap(last: GasFees, bid: GasFees, cap: bigint): GasFees | undefined {
  return eighthMore(last.maxFeePerGas) <= cap ? capped(bid, cap) : undefined;
}

/** The bid cut to `cap` wei a unit of gas; the tip never exceeds the whole. */
export function capped({ maxFeePerGas, maxPriorityFeePerGas }: GasFees, cap: bigint): GasFees {
  const fee = smaller(maxFeePerGas, cap);
  return { maxFeePerGas: fee, maxPriorityFeePerGas: smaller(maxPriorityFeePerGas, fee) };
}

/** Nodes replace a transaction for 10 % more; an eighth leaves nothing to rounding. */
function eighthMore(value: bigint): bigint {
  return value + value / 8n + 1n;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
