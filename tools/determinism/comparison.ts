import type { Observed } from "./observe.ts";

/** What a host saw otherwise than the first one did. */
export interface Difference {
  readonly seed: number;
  readonly wanted: string;
  readonly got: string;
}

export interface HostReport {
  readonly host: string;
  /** Runs compared. */
  readonly runs: number;
  readonly differences: readonly Difference[];
}

/** Compares each run: outcome, result, fuel and memory. */
export function compare(
  host: string,
  reference: readonly Observed[],
  observed: readonly Observed[],
): HostReport {
  const bySeed = new Map(observed.map((program) => [program.seed, program.observations]));
  const pairs = reference.flatMap(({ seed, observations }) =>
    observations.map((wanted, index) => ({
      seed,
      wanted: show(wanted),
      got: show(bySeed.get(seed)?.[index]),
    })),
  );
  return { host, runs: pairs.length, differences: pairs.filter(({ wanted, got }) => wanted !== got) };
}

/** Compares metered runs with what the same programs give without a meter. */
export function compareWithOracle(reference: readonly Observed[]): HostReport {
  const pairs = reference.flatMap(({ seed, observations: [whole], expected }) => {
    if (expected === undefined || !whole) return [];
    return [{ seed, wanted: expected, got: `${whole.outcome} ${whole.result} ${whole.memory}` }];
  });
  const differences = pairs.filter(({ wanted, got }) => wanted !== got);
  return { host: "without a meter", runs: pairs.length, differences };
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
