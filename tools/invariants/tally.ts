/** How often a kind of step was made and how often it succeeded. */
export interface Count {
  readonly made: number;
  readonly succeeded: number;
}

/** A kind of this name counts what the fuzzer called, whatever came of it. */
const CALLS = "calls";

/** What nobody may ever succeed with. */
const REFUSED: ReadonlySet<string> = new Set(["forge a batch"]);

/** Sums up the lines `kind,made,succeeded` that the runs left, by kind. */
export function sumUp(text: string): Map<string, Count> {
  const sums = new Map<string, Count>();
  for (const line of text.split("\n").filter((found) => found !== "")) {
    const [kind = "", made = "", succeeded = ""] = line.split(",");
    const before = sums.get(kind) ?? { made: 0, succeeded: 0 };
    sums.set(kind, { made: before.made + Number(made), succeeded: before.succeeded + Number(succeeded) });
  }
  return sums;
}

/**
 * What the runs fall short of: `minCalls` calls in all, `minSucceeded` of each kind that came off, `minSucceeded` that
 * were refused of the kinds that never may. Empty if they do not.
 */
export function shortfalls(
  sums: ReadonlyMap<string, Count>,
  minCalls: number,
  minSucceeded: number,
): string[] {
  const calls = sums.get(CALLS)?.made ?? 0;
  const few = [...sums].filter(([kind, count]) => kind !== CALLS && telling(kind, count) < minSucceeded);
  return [
    ...(calls < minCalls ? [`${calls} calls of ${minCalls}`] : []),
    ...few.map(([kind, count]) => `${kind}: ${telling(kind, count)} of ${minSucceeded}`),
    ...[...REFUSED].filter((kind) => (sums.get(kind)?.succeeded ?? 0) > 0).map((kind) => `${kind} succeeded`),
  ];
}

/** The table of what was tried and what came off, kinds in their alphabetical order. */
export function asText(sums: ReadonlyMap<string, Count>): string {
  const rows = [...sums].sort(([left], [right]) => (left < right ? -1 : 1));
  const width = Math.max(...rows.map(([kind]) => kind.length));
  const line = (kind: string, made: string, succeeded: string) =>
    `${kind.padEnd(width)}  ${made.padStart(8)}  ${succeeded.padStart(9)}`;
  return [
    line("kind", "made", "succeeded"),
    ...rows.map(([kind, count]) => line(kind, String(count.made), String(count.succeeded))),
  ].join("\n");
}

function telling(kind: string, { made, succeeded }: Count): number {
  return REFUSED.has(kind) ? made : succeeded;
}
