import { defineFunction, revertOf } from "../sdk/index.ts";

const abi = [
  "struct Quote { uint128 price; uint64 at; }",
  "struct Estimate { uint128 price; uint32 spread; uint32 used; }",
  "error TooFewQuotes(uint256 had, uint256 needed)",
  "function estimate(Quote[] quotes, uint32 maxAge, uint32 least) view returns (Estimate)",
] as const;

const revert = revertOf(abi);
const MILLION = 1_000_000n;
/** A quote further from the median than this many median deviations is left out. */
const REACH = 3n;

/**
 * Makes one price of what several sources say. Implements `IQuotes`. As long as fewer than half of the quotes are wrong,
 * the result stays where the others are; an outlier does not move it at all.
 */
export default defineFunction(abi, {
  estimate(quotes, maxAge, least, { timestamp }) {
    const young = quotes.filter(({ price, at }) => price > 0n && at + maxAge >= timestamp);
    const prices = young.map(({ price }) => price);
    if (prices.length === 0 || BigInt(prices.length) < least) {
      throw revert("TooFewQuotes", [prices.length, least]);
    }
    const centre = median(prices);
    const deviation = median(prices.map((price) => distance(price, centre)));
    const kept = prices.filter((price) => distance(price, centre) <= REACH * deviation);
    return {
      price: mean(kept),
      // Half of the quotes lie between zero and their median, so that this is below the whole.
      spread: (deviation * MILLION) / centre,
      used: kept.length,
    };
  },
});

/** Of an even number the lower of the two in the middle: always a value that somebody gave. */
function median(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
  return sorted[(sorted.length - 1) >> 1] ?? 0n;
}

function mean(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n) / BigInt(values.length);
}

function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}
