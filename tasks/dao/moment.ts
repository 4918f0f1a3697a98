/** Unix seconds as people read them: `2026-11-21 10:30:05 UTC`. */
export function moment(seconds: bigint): string {
  return new Date(Number(seconds) * 1_000).toISOString().replace("T", " ").replace(".000Z", " UTC");
}
