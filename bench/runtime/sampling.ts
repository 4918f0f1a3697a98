// Times several ways to do the same, in turn, so that what slows the machine down for a while slows them all.

import { spreadOf } from "../statistics.ts";

export type Run = () => number;

export interface Timing {
  /** Milliseconds of one run: the median over rounds. */
  readonly median: number;
  /** Of each round, in order: two columns' are compared round by round. */
  readonly rounds: readonly number[];
}

const ROUNDS = 15;
/** Where one round of all columns takes more than a second. */
const SLOW_ROUNDS = 5;
/** A round runs as often as fits in here, in milliseconds, and at least once. */
const ROUND_MS = 10;
/** Milliseconds for V8's compilers to be done with a column. */
const WARM_UP_MS = 150;

/** @throws when two columns give different results. */
export function timeInTurn<Column extends string>(
  columns: Readonly<Record<Column, Run>>,
): Record<Column, Timing> {
  const names = Object.keys(columns) as Column[];
  assertSameResults(names.map((name) => columns[name]()));
  const repeats = Object.fromEntries(names.map((name) => [name, warmUp(columns[name])])) as Record<
    Column,
    number
  >;
  const rounds = new Map<Column, number[]>(names.map((name) => [name, []]));
  let [round, wanted] = [0, ROUNDS];
  for (; round < wanted; round++) {
    const start = performance.now();
    for (const name of names) rounds.get(name)?.push(timeOf(columns[name], repeats[name]));
    if (performance.now() - start > 1000) wanted = SLOW_ROUNDS;
  }
  const timing = (values: readonly number[]): Timing => ({ median: spreadOf(values).median, rounds: values });
  return Object.fromEntries([...rounds].map(([name, values]) => [name, timing(values)])) as Record<
    Column,
    Timing
  >;
}

/** The median of the rounds' quotients. */
export function ratio(one: Timing, other: Timing): number {
  return spreadOf(one.rounds.map((value, round) => value / (other.rounds[round] ?? Number.NaN))).median;
}

function assertSameResults(results: readonly number[]): void {
  if (new Set(results).size > 1) throw new Error(`the columns' results differ: ${results.join(", ")}`);
}

/** @returns how many runs make a round. */
function warmUp(run: Run): number {
  const start = performance.now();
  let runs = 0;
  do {
    run();
    runs++;
  } while (performance.now() - start < WARM_UP_MS);
  return Math.max(1, Math.floor(ROUND_MS / timeOf(run, Math.min(runs, 10))));
}

function timeOf(run: Run, repeats: number): number {
  const start = performance.now();
  for (let count = 0; count < repeats; count++) run();
  return (performance.now() - start) / repeats;
}
