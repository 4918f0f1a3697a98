import { defineFunction, revertOf } from "../sdk/index.ts";

const abi = [
  "struct Contribution { address contributor; uint256 points; }",
  "struct Payout { address recipient; uint256 amount; }",
  "error NoPoints()",
  "function payouts(Contribution[] contributions, uint256 pot, uint256 most) view returns (Payout[])",
] as const;

const revert = revertOf(abi);

/**
 * Divides a pot by points, for a mandate to pay. Implements `IShares`: several contributions of one account add up, what
 * does not divide and what exceeds the most for one stays where it is, and recipients ascend, as a mandate wants them.
 */
export default defineFunction(abi, {
  payouts(contributions, pot, most) {
    const points = new Map<string, bigint>();
    for (const { contributor, points: added } of contributions)
      points.set(contributor, (points.get(contributor) ?? 0n) + added);
    const all = [...points.values()].reduce((sum, one) => sum + one, 0n);
    if (all === 0n) throw revert("NoPoints");
    return [...points]
      .map(([recipient, own]) => ({ recipient, amount: least((pot * own) / all, most) }))
      .filter(({ amount }) => amount > 0n)
      .sort((a, b) => (BigInt(a.recipient) < BigInt(b.recipient) ? -1 : 1));
  },
});

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
