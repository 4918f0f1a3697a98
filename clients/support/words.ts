const UNITS = [
  ["day", 86_400n],
  ["hour", 3_600n],
  ["minute", 60n],
  ["second", 1n],
] as const;

/** Seconds as a person says them, in their two largest units: `2 days 5 hours`, `1 minute`. */
export function inWords(seconds: bigint): string {
  let left = seconds;
  const parts = UNITS.flatMap(([name, size]) => {
    const count = left / size;
    left %= size;
    return count === 0n ? [] : [`${count} ${name}${count === 1n ? "" : "s"}`];
  });
  return parts.length === 0 ? "0 seconds" : parts.slice(0, 2).join(" ");
}
