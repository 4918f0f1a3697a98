import { FOR_EVER } from "../../clients/nft/phase-types.ts";
import { moment } from "../../protocol/moment.ts";

/** Until when, in Unix seconds, as people read it. */
export function untilMoment(end: bigint): string {
  return end === FOR_EVER ? "no end" : moment(end);
}
