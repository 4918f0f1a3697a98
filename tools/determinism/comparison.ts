import type { Expected } from "./case.ts";
import type { Observation, Observed } from "./observation.ts";

/** What a host saw otherwise than the first one did. */
export interface Difference {
  readonly name: string;
  readonly wanted: string;
  readonly got: string;
}

export interface HostReport {
  readonly host: string;
  /** Runs compared. */
  readonly runs: number;
  /** How many of them were in an instance that had run before. */
  readonly inUsedInstance: number;
  readonly differences: readonly Difference[];
}

/** Compares each run: outcome, result, fuel, logs, and the state that it left. */
export function compare(
  host: string,
  reference: readonly Observed[],
  observed: readonly Observed[],
): HostReport {
  const byName = new Map(observed.map((one) => [one.name, one]));
  const pairs = reference.flatMap(({ name, observations }) => {
    const others = byName.get(name)?.observations ?? [];
    // One that the reference lacks is a difference, too.
    const count = Math.max(observations.length, others.length, 1);
    return Array.from({ length: count }, (_, index) => pair(name, observations[index], others[index]));
  });
  const inUsedInstance = observed.reduce((total, one) => total + one.inUsedInstance, 0);
  return { host, runs: pairs.length, inUsedInstance, differences: differing(pairs) };
}

/** Compares metered runs with what the same call gives without a meter, or is known to give. */
export function compareWithExpected(reference: readonly Observed[]): HostReport {
  const pairs = reference.flatMap(({ name, observations: [whole], expected }) =>
    expected ? [{ name, wanted: show(expected), got: show(likeExpected(expected, whole)) }] : [],
  );
  return {
    host: "without a meter, or natively",
    runs: pairs.length,
    inUsedInstance: 0,
    differences: differing(pairs),
  };
}

/** How often each outcome was among the runs. */
export function outcomesOf(observed: readonly Observed[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of observed.flatMap(({ observations }) => observations)) {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

/** Of a run, what is expected something of. */
function likeExpected(expected: Expected, whole: Observation | undefined): Expected | undefined {
  if (!whole) return undefined;
  const { outcome, result, memory } = whole;
  return {
    outcome,
    ...(expected.result !== undefined && { result }),
    ...(expected.memory !== undefined && { memory }),
  };
}

function pair(name: string, wanted: Observation | undefined, got: Observation | undefined): Difference {
  return { name, wanted: show(wanted), got: show(got) };
}

function differing(pairs: readonly Difference[]): Difference[] {
  return pairs.filter(({ wanted, got }) => wanted !== got);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
