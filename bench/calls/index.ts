// npm run bench -- calls: how many small calls a second one and two threads run, each from a complete reset.

import { createRuntime, type LoadedFunction, programOf, type Runtime } from "../../runtime/runtime.ts";
import type { Program } from "../../runtime/workers/program.ts";
import type { Measurement, Row } from "../report.ts";
import { assertDoubled, sampleArtefacts, sampleCall } from "../sample/index.ts";
import { BenchThread } from "../sample/thread.ts";
import { spreadOf } from "../statistics.ts";

const GOALS = { js: ">= 25000", wasm: ">= 200000" } as const;
const TWO_THREADS_GOAL = ">= 1.7";
const ROUNDS = 5;
const ROUND_MS = 1_000;
/** Calls that are asked for at once: more than a batch of either thread. */
const BACKLOG = 4_096;

export async function measure(progress: (text: string) => void): Promise<Measurement> {
  const rows: Row[] = [];
  for (const artefact of await sampleArtefacts()) {
    const name = `double(uint256), kind ${artefact.kind}`;
    const runtimes = { 1: createRuntime({ workers: 1 }), 2: createRuntime({ workers: 2 }) };
    try {
      const fn = await runtimes[1].load(artefact);
      progress(`${name}: in threads`);
      rows.push(...inThreads(name, GOALS[artefact.kind], await threadRates(programOf(fn))));
      progress(`${name}: through the runtime`);
      rows.push(...throughRuntime(name, await runtimeRates(runtimes, fn)));
    } finally {
      await Promise.all([runtimes[1].close(), runtimes[2].close()]);
    }
  }
  return { rows, versions: { v8: process.versions.v8 } };
}

/** Calls a second in each round: on one thread, and on two together. */
interface Rates {
  readonly one: readonly number[];
  readonly two: readonly number[];
}

async function threadRates(program: Program): Promise<Rates> {
  const first = await BenchThread.start(program);
  const second = await BenchThread.start(program);
  const rateOf = async (thread: BenchThread) => (await thread.ask({ ask: "rate", during: ROUND_MS }))[0] ?? 0;
  try {
    return await inTurn(
      () => rateOf(first),
      async () => sum(await Promise.all([rateOf(first), rateOf(second)])),
    );
  } finally {
    await Promise.all([first.stop(), second.stop()]);
  }
}

async function runtimeRates(runtimes: { 1: Runtime; 2: Runtime }, fn: LoadedFunction): Promise<Rates> {
  for (const runtime of [runtimes[1], runtimes[2]]) await rateThrough(runtime, fn);
  return inTurn(
    () => rateThrough(runtimes[1], fn),
    () => rateThrough(runtimes[2], fn),
  );
}

async function rateThrough(runtime: Runtime, fn: LoadedFunction): Promise<number> {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < ROUND_MS) {
    const executions = await Promise.all(Array.from({ length: BACKLOG }, () => runtime.call(fn, sampleCall)));
    for (const execution of executions) assertDoubled(execution);
    calls += BACKLOG;
  }
  return (calls / (performance.now() - start)) * 1000;
}

async function inTurn(one: () => Promise<number>, two: () => Promise<number>): Promise<Rates> {
  const rates = { one: [] as number[], two: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.one.push(await one());
    rates.two.push(await two());
  }
  return rates;
}

function inThreads(name: string, goal: string, rates: Rates): Row[] {
  const { one, two, gain } = summary(rates);
  return [
    { case: name, metric: "calls a second on one thread", value: one, goal },
    { case: name, metric: "… on two threads", value: two },
    { case: name, metric: "two threads / one", value: gain, goal: TWO_THREADS_GOAL },
  ];
}

function throughRuntime(name: string, rates: Rates): Row[] {
  const { one, two } = summary(rates);
  return [
    { case: name, metric: "runtime.call, calls a second, one worker", value: one },
    { case: name, metric: "… two workers, asked by one thread", value: two },
  ];
}

function summary({ one, two }: Rates): { one: number; two: number; gain: number } {
  const gains = two.map((value, round) => value / (one[round] ?? Number.NaN));
  return { one: spreadOf(one).median, two: spreadOf(two).median, gain: spreadOf(gains).median };
}

const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);
