import { type AlthingError, fail } from "../../protocol/errors.ts";
import type { OpenTransaction } from "../store-records.ts";
import { elapsed } from "./clock.ts";
import { type GasCaps, type MarketFees, priceNow, raised } from "./fees.ts";

/**
 * The profit guard: what is wrong with doing anything for a request now, or undefined. One that pays back less for gas
 * than it costs is neither executed nor fulfilled: it waits for a better price, or expires.
 */
export function shortfall(caps: GasCaps, market: MarketFees): AlthingError | undefined {
  const price = priceNow(market, caps.tipCap);
  if (caps.gasPriceCap >= price) return undefined;
  return fail("ALT_RELAY_GAS_PRICE", { price, cap: caps.gasPriceCap });
}

/** How things stand around a transaction under way. */
export interface Outlook {
  readonly market: MarketFees;
  /** Most that is bid for it. */
  readonly caps: GasCaps;
  /** Unix milliseconds. */
  readonly now: number;
  /** Unix seconds, by the chain's clock. */
  readonly timestamp: bigint;
  /** Whether the network does not take it in for what it bids. */
  readonly refused: boolean;
  /** Milliseconds for which gas may cost more than it pays back. */
  readonly patienceMs: number;
}

type Undertaking = Pick<OpenTransaction, "kind" | "waiting" | "deadline" | "fees" | "sentAt">;

/** Why a transaction that nobody mined yet is not worth its nonce any more; undefined while it is. */
export function whyCancel(open: Undertaking, outlook: Outlook): string | undefined {
  const { now, timestamp, patienceMs } = outlook;
  if (open.waiting.length === 0) return "its requests ended without it";
  if (open.kind === "fulfil" && open.deadline < timestamp) return "its requests' deadlines have passed";
  if (elapsed(open.sentAt, now) < patienceMs || !isStuck(open, outlook)) return undefined;
  return `for ${patienceMs} ms gas has cost more than it pays back`;
}

/** Whether no block takes it in: it bids too little, and all that it may. */
function isStuck({ fees }: Undertaking, { market, caps, refused }: Outlook): boolean {
  return (refused || fees.maxFeePerGas < market.baseFee) && raised(fees, market, caps) === undefined;
}
