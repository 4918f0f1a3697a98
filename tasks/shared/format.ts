import { formatUnits } from "ethers";
import { amountOf, ether, figure, tokens } from "../../clients/support/format.ts";

export { amountOf, ether, figure, tokens };

/** Wei as gwei, to the last wei and so that columns align: `52,000.250000000`. */
export function gwei(wei: bigint): string {
  const [whole = "0", fraction = ""] = formatUnits(wei, "gwei").split(".");
  return `${figure(BigInt(whole))}.${fraction.padEnd(9, "0")}`;
}

/** Milliseconds as a person says them: `840 ms`, `12.3 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** A time in Unix milliseconds, to the second and in UTC: `2026-11-21 23:07:35 UTC`. */
export function moment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** The beginning and the end of a hash: `0x1234…cdef`. */
export function short(hash: string): string {
  return hash.length > 12 ? `${hash.slice(0, 6)}…${hash.slice(-4)}` : hash;
}
