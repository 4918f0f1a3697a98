import type { Segment } from "./segment.ts";

/**
 * Decides where to charge what segments cost, so that the most frequent charge nothing: a segment may leave its cost to
 * those before or after it, as long as every way through the code adds up to the same. D. E. Knuth, F. R. Stevenson,
 * "Optimal measurement points for program frequency counts", BIT 13 (1973): a spanning tree over the junctions goes
 * without. Of segments that run as often, the later goes without: where control joins, charging costs V8 a move.
 */
export function planCharges(segments: readonly Segment[]): void {
  const byFrequency = [...segments].reverse().sort((one, other) => other.frequency - one.frequency);
  for (const { entry, exit, fuel } of byFrequency) entry.bind(exit, fuel);
  for (const segment of segments) segment.charge = segment.fuel + segment.exit.ahead - segment.entry.ahead;
}
