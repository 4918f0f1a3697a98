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

/** Most that is bid or paid back for a unit of gas, in wei: in all, and of that above the base fee. */
export interface GasCaps {
  readonly gasPriceCap: bigint;
  readonly tipCap: bigint;
}

/** What every one of these requests pays back; undefined without requests. */
export function lowestCaps(requests: readonly GasCaps[]): GasCaps | undefined {
  if (requests.length === 0) return undefined;
  return {
    gasPriceCap: requests.map(({ gasPriceCap }) => gasPriceCap).reduce(smaller),
    tipCap: requests.map(({ tipCap }) => tipCap).reduce(smaller),
  };
}

/** What a unit of gas costs now whoever bids the tip that is asked for, `tipCap` at most; in wei. */
export function priceNow({ baseFee, maxPriorityFeePerGas }: MarketFees, tipCap: bigint): bigint {
  return baseFee + smaller(maxPriorityFeePerGas, tipCap);
}

/**
 * The next bid for a transaction that nobody mines: what the network asks for now, but enough more than the last that
 * nodes replace it, though the tip may go past its cap by that. undefined where the price's cap forbids it: a smaller
 * raise would only be refused.
 */
export function raised(last: GasFees, asked: GasFees, caps: GasCaps): GasFees | undefined {
  const tip = smaller(asked.maxPriorityFeePerGas, caps.tipCap);
  const bid = {
    maxFeePerGas: larger(eighthMore(last.maxFeePerGas), asked.maxFeePerGas),
    maxPriorityFeePerGas: larger(eighthMore(last.maxPriorityFeePerGas), tip),
  };
  if (bid.maxFeePerGas <= caps.gasPriceCap) return bid;
  // The network asks for more than the cap: the cap itself will do if it is raise enough.
  return eighthMore(last.maxFeePerGas) <= caps.gasPriceCap ? cut(bid, caps.gasPriceCap) : undefined;
}

/** The bid within its caps; the tip never exceeds the whole. */
export function capped({ maxFeePerGas, maxPriorityFeePerGas }: GasFees, caps: GasCaps): GasFees {
  const tip = smaller(maxPriorityFeePerGas, caps.tipCap);
  return cut({ maxFeePerGas, maxPriorityFeePerGas: tip }, caps.gasPriceCap);
}

function cut({ maxFeePerGas, maxPriorityFeePerGas }: GasFees, gasPriceCap: bigint): GasFees {
  const fee = smaller(maxFeePerGas, gasPriceCap);
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
