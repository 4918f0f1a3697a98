import { availableParallelism } from "node:os";
import { Progress } from "../progress.ts";
import { compare, compareWithExpected, type HostReport, outcomesOf } from "./comparison.ts";
import { type Host, hostsOf, type Observing, observeOn } from "./hosts.ts";
import type { Observed } from "./observation.ts";
import type { Node } from "./other-node.ts";

export interface DeterminismReport {
  /** Calls, each run with several amounts of fuel. */
  readonly cases: number;
  /** What the others are compared with. */
  readonly reference: string;
  /** How often each outcome was among the reference's runs. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly hosts: readonly HostReport[];
}

/** Runs the cases on every host, as many hosts at a time as there are processors, and compares. */
export async function compareHosts(
  other: Node | undefined,
  cases: number,
  observing: Omit<Observing, "onCase">,
): Promise<DeterminismReport> {
  const hosts = hostsOf(other);
  const threads = hosts.reduce((total, { mode }) => total + mode.threads, 0);
  const progress = new Progress(threads * cases);
  // One that fails ends the others: there is nothing to compare any more.
  const failure = new AbortController();
  const signal = AbortSignal.any([observing.signal, failure.signal]);
  const onCase = ({ name }: Host) => progress.step(name);
  const observe = (host: Host) =>
    observeOn(host, { ...observing, signal, onCase }).catch((error: unknown) => {
      failure.abort();
      throw error;
    });
  try {
    return makeReport(hosts, await inParallel(hosts, observe), cases);
  } finally {
    progress.stop();
  }
}

function makeReport(
  [reference, ...others]: [Host, ...Host[]],
  [[first = []] = [], ...rest]: readonly Observed[][][],
  cases: number,
): DeterminismReport {
  const reports = others.map(({ name }, index) =>
    merge((rest[index] ?? []).map((thread) => compare(name, first, thread))),
  );
  return {
    cases,
    reference: `${reference.name}, Node ${process.version}`,
    outcomes: outcomesOf(first),
    hosts: [compareWithExpected(first), ...reports],
  };
}

/** Threads of one host count together. @throws if there are none: nothing was compared */
function merge(threads: readonly HostReport[]): HostReport {
  return threads.reduce((one, other) => ({
    host: one.host,
    runs: one.runs + other.runs,
    inUsedInstance: one.inUsedInstance + other.inUsedInstance,
    differences: [...one.differences, ...other.differences],
  }));
}

/** As many at a time as there are processors. @throws the first error, once all have ended */
async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  const lanes = Array.from({ length: Math.min(availableParallelism(), items.length) }, lane);
  const ended = await Promise.allSettled(lanes);
  const failed = ended.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  return results;
}
