// Times several ways to do the same, in turn, so that what slows the machine down for a while slows them all. The least of
// many short rounds counts: whatever else runs only makes a round longer.

export type Run = () => number;

/** Milliseconds of one run. */
export type Timing = number;

const MOST_ROUNDS = 40;
const FEWEST_ROUNDS = 1;
/** Milliseconds after which no further round of all columns begins. */
const BUDGET_MS = 250;
/** A round runs as often as fits in here, in milliseconds, and at least once: less than others usually leave us. */
const ROUND_MS = 3;
/** Milliseconds for V8's compilers to be done with a column. */
const WARM_UP_MS = 80;

interface Column {
  readonly name: string;
  readonly run: Run;
  readonly repeats: number;
  readonly rounds: number[];
}

/** @throws when two columns give different results. */
export function timeInTurn(runs: Readonly<Record<string, Run>>): Record<string, Timing> {
  const columns = warmUpAll(runs);
  const start = performance.now();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() - start > BUDGET_MS) break;
    for (const { run, repeats, rounds } of columns) rounds.push(timeOf(run, repeats));
  }
  return Object.fromEntries(columns.map(({ name, rounds }) => [name, Math.min(...rounds)]));
}

/** The least of each column over two passes. */
export function leastOf(
  one: Readonly<Record<string, Timing>>,
  other: Readonly<Record<string, Timing>>,
): Record<string, Timing> {
  const least = Object.entries(other).map(([name, timing]) => [name, Math.min(timing, one[name] ?? timing)]);
  return Object.fromEntries(least);
}

function warmUpAll(runs: Readonly<Record<string, Run>>): Column[] {
  const warm = Object.entries(runs).map(([name, run]) => ({ name, run, ...warmUp(run) }));
  const results = warm.map(({ result }) => result);
  if (new Set(results).size > 1) throw new Error(`the columns' results differ: ${results.join(", ")}`);
  return warm.map(({ name, run, repeats }) => ({ name, run, repeats, rounds: [] }));
}

/** @returns the run's result, and how many runs make a round, by what the last one took. */
function warmUp(run: Run): { result: number; repeats: number } {
  const start = performance.now();
  const result = run();
  let [now, last] = [performance.now(), 0];
  last = now - start;
  while (now - start < WARM_UP_MS) {
    run();
    const end = performance.now();
    [now, last] = [end, end - now];
  }
  return { result, repeats: Math.max(1, Math.floor(ROUND_MS / last)) };
}

/** Milliseconds of one run. */
function timeOf(run: Run, repeats: number): number {
  const start = performance.now();
  for (let count = 0; count < repeats; count++) run();
  return (performance.now() - start) / repeats;
}
