// npm run bench -- request: gas and latency of one request at a time, on a chain in this process.

import { createRequire } from "node:module";
import hre from "hardhat";
import type { Measurement, Row } from "../report.ts";
import { spreadOf } from "../statistics.ts";
import type { Bench, Case } from "./cases.ts";

const RUNS = 50;
/** The first ones load the function and warm up V8; they are a case of their own. */
const WARM_UP = 5;

interface Sample {
  readonly requestGas: number;
  readonly fulfilGas: number;
  readonly fuel: number;
  /** Milliseconds from sending the request to seeing it settled. */
  readonly latency: number;
}

export async function measure(progress: (text: string) => void): Promise<Measurement> {
  progress("Compiling and deploying");
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  // Not before the build, which makes the types that this imports.
  const { openBench } = await import("./cases.ts");
  const bench = await openBench(RUNS + WARM_UP);
  try {
    progress(`Asking ${RUNS} times, one request after the other, the cases in turn`);
    const samples = await takeSamples(bench);
    const rows = bench.cases.flatMap(({ name }) => rowsOf(name, samples.get(name) ?? []));
    return { rows, versions: versions() };
  } finally {
    await bench.close();
  }
}

async function takeSamples(bench: Bench): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(bench.cases.map(({ name }) => [name, []]));
  for (let run = 0; run < RUNS + WARM_UP; run++) {
    for (const one of bench.cases) samples.get(one.name)?.push(await takeSample(bench, one, run));
  }
  return samples;
}

async function takeSample({ relay, gasOf }: Bench, { ask }: Case, run: number): Promise<Sample> {
  const start = performance.now();
  await (await ask(run)).wait();
  const [request, ...others] = await relay.settle();
  const latency = performance.now() - start;
  if (request?.outcome !== 1 || request.callbackFailure !== undefined || others.length > 0) {
    throw new Error(`request ${request?.id} ended with outcome ${request?.outcome}`);
  }
  const [requestGas, fulfilGas] = [
    await gasOf(request.requestTransaction),
    await gasOf(request.settlementTransaction),
  ];
  return { requestGas, fulfilGas, fuel: Number(request.fuelUsed), latency };
}

function rowsOf(name: string, samples: readonly Sample[]): Row[] {
  const warm = samples.slice(WARM_UP);
  const row = (metric: string, value: number): Row => ({ case: name, metric, value });
  const spread = (metric: string, pick: (sample: Sample) => number): Row[] => {
    const { median, p10, p90 } = spreadOf(warm.map(pick));
    return [row(`${metric}, median`, median), row(`${metric}, p10`, p10), row(`${metric}, p90`, p90)];
  };
  return [
    ...spread("gas of request", (sample) => sample.requestGas),
    ...spread("gas of fulfilment", (sample) => sample.fulfilGas),
    ...spread("fuel", (sample) => sample.fuel),
    ...spread("ms from sent to settled", (sample) => sample.latency),
    row("ms from sent to settled, first", samples[0]?.latency ?? Number.NaN),
  ];
}

function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  return { hardhat: versionOf("hardhat"), solc: versionOf("solc") };
}
