/** The last second that a date can hold. */
const LAST = 8_640_000_000_000n;

/** Unix seconds as people read them: `2026-11-21 10:30:05 UTC`. */
export function moment(seconds: bigint): string {
  if (seconds > LAST) return `${seconds} (Unix seconds)`;
  return new Date(Number(seconds) * 1_000).toISOString().replace("T", " ").replace(".000Z", " UTC");
}
