import { formatUnits } from "ethers";

/** Wei as ether with all its digits: `0.01 ETH`. */
export function ether(wei: bigint): string {
  return `${tokens(wei)} ETH`;
}

/** An amount of 18 decimals with all its digits: `1,000,000`, `0.25`. */
export function tokens(units: bigint): string {
  return amountOf(units, 18);
}

/** An amount in smallest units, 10^-`decimals`, with all its digits. */
export function amountOf(units: bigint, decimals: number): string {
  const [whole = "0", fraction = "0"] = formatUnits(units, decimals).split(".");
  return fraction === "0" ? figure(BigInt(whole)) : `${figure(BigInt(whole))}.${fraction}`;
}

/** A whole number with a comma at every third digit: `1,234,567`. */
export function figure(value: bigint | number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
