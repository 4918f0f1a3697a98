/** What a transaction bids, in wei a unit of gas. */
export interface GasFees {
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** What the network asks for now, in wei a unit of gas. */
export interface MarketFees extends GasFees {
  /** Of the latest block; 0 where the network has none. */
  readonly baseFee: bigint;
}

/** What a unit of gas costs now whoever bids the tip that is asked for, in wei. */
export function priceNow({ baseFee, maxPriorityFeePerGas }: MarketFees): bigint {
  return baseFee + maxPriorityFeePerGas;
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

export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
