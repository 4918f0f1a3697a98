import { moment } from "../../protocol/moment.ts";
import { FOR_EVER, type PhaseOnChain, phasesAt, type SalePhase } from "../nft/phase-types.ts";
import { ether, figure } from "../support/format.ts";

/** What `setPhases` does: `Sell Keys, from phase 1 on, so: to everybody from … until … for 0.05 ETH, 10 each at most`. */
export function phasesSentence(collection: string, kept: bigint, next: readonly PhaseOnChain[]): string {
  if (next.length === 0) return `End the sale of ${collection} before phase ${kept}`;
  const said = phasesAt(next, 0n).map(inWords).join("; ");
  return `Sell ${collection}, from phase ${kept} on, so: ${said}`;
}

function inWords(phase: SalePhase): string {
  const { start, end, limit } = phase;
  const until = end === FOR_EVER ? "on" : `until ${moment(end)}`;
  const most = limit === undefined ? "" : `, ${figure(limit)} each at most`;
  return `${buyersOf(phase)} from ${moment(start)} ${until}${most}`;
}

function buyersOf({ kind, price = 0n, root }: SalePhase): string {
  if (kind === "public") return `to everybody for ${ether(price)}`;
  return kind === "allowlist" ? `to the list with root ${root}` : "to who has a voucher";
}
