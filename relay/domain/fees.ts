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
 * The first bid: what the network asks for, within the caps. Its tip leaves room for a raise below its cap, since nodes
 * replace a transaction only where fee and tip both rise.
 */
export function firstBid(asked: GasFees, caps: GasCaps): GasFees {
  const tip = smaller(asked.maxPriorityFeePerGas, ((caps.tipCap - 1n) * 8n) / 9n);
  return bidWith(tip, asked.maxFeePerGas, caps);
}

/**
 * The next bid for a transaction that nobody mines: what the network asks for now, but enough more than the last that
 * nodes replace it. undefined where the caps forbid it: a smaller raise would only be refused.
 */
export function raised(last: GasFees, asked: GasFees, caps: GasCaps): GasFees | undefined {
  const [fee, tip] = [eighthMore(last.maxFeePerGas), eighthMore(last.maxPriorityFeePerGas)];
  if (fee > caps.gasPriceCap || tip > caps.tipCap) return undefined;
  const askedTip = smaller(asked.maxPriorityFeePerGas, caps.tipCap);
  return bidWith(larger(tip, askedTip), larger(fee, asked.maxFeePerGas), caps);
}

/** A bid whose tip is its last is never raised again: it offers all that is paid back, of which no more than needed is spent. */
function bidWith(tip: bigint, fee: bigint, { gasPriceCap, tipCap }: GasCaps): GasFees {
  const maxFeePerGas = eighthMore(tip) > tipCap ? gasPriceCap : smaller(fee, gasPriceCap);
  return { maxFeePerGas, maxPriorityFeePerGas: smaller(tip, maxFeePerGas) };
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
