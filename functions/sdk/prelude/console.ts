type Log = (line: string) => void;

/** `console` as authors know it, on the host's one log. */
export function consoleOn(log: Log): Record<string, (...values: unknown[]) => void> {
  const write = (...values: unknown[]) => log(values.map(show).join(" "));
  return { log: write, info: write, warn: write, error: write, debug: write };
}

function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Error) return String(value);
  if (typeof value !== "object" || value === null) return String(value);
  return JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? `${inner}n` : inner));
}
