// npm run bench -- coldstart: from a request at hand to its first result, against what others start for one.

import { createRuntime, type LoadedFunction, programOf, type Runtime } from "../../runtime/runtime.ts";
import type { Artefact } from "../../runtime/types.ts";
import type { Measurement, Row } from "../report.ts";
import { ARGUMENT, assertDoubled, sampleArtefacts, sampleCall } from "../sample/index.ts";
import { BenchThread } from "../sample/thread.ts";
import { spreadOf } from "../statistics.ts";
import { type ColdPeer, denoProcess, peerVersions, workerdIsolate, workerThread } from "./peers.ts";

const RUNS = 30;
const THREAD_RUNS = 2_000;
/** Milliseconds, of run and complete reset in a thread. */
const GOALS = { js: { median: "<= 0.1", p95: "<= 1" }, wasm: { median: "<= 0.05", p95: undefined } } as const;

/** Milliseconds, by what was measured. */
type Samples = Map<string, number[]>;

export async function measure(progress: (text: string) => void): Promise<Measurement> {
  progress(`Peers, ${RUNS} runs in turn`);
  const rows: Row[] = await peerRows();
  for (const artefact of await sampleArtefacts()) {
    progress(`Functions of kind ${artefact.kind}`);
    rows.push(...(await ownRows(artefact)));
  }
  return { rows, versions: { v8: process.versions.v8, ...peerVersions() } };
}

async function peerRows(): Promise<Row[]> {
  const { reloaded, warm } = await workerdIsolate();
  const peers = [denoProcess(), workerThread(), reloaded, warm];
  try {
    const samples = await inTurn(peers);
    return [...samples].flatMap(([name, values]) => rowsOf(name, values));
  } finally {
    for (const peer of peers) await peer.close?.();
  }
}

async function inTurn(peers: readonly ColdPeer[]): Promise<Samples> {
  const samples: Samples = new Map(peers.map(({ name }) => [name, []]));
  for (let run = 0; run < RUNS; run++) {
    for (const peer of peers) samples.get(peer.name)?.push(await timed(() => answered(peer)));
  }
  return samples;
}

async function answered(peer: ColdPeer): Promise<void> {
  const result = await peer.run();
  if (result !== 2n * ARGUMENT) throw new Error(`${peer.name} answered ${result}`);
}

async function ownRows(artefact: Artefact): Promise<Row[]> {
  const name = `Althing, kind ${artefact.kind}`;
  const runtime = createRuntime();
  try {
    const loading = await timed(() => runtime.load(artefact));
    const fn = await runtime.load(artefact);
    return [
      { case: `${name}: first load in the process`, metric: "ms", value: loading },
      ...rowsOf(`${name}: runtime.call, thread and back`, await callsThrough(runtime, fn)),
      ...(await threadRows(name, artefact.kind, fn)),
    ];
  } finally {
    await runtime.close();
  }
}

async function callsThrough(runtime: Runtime, fn: LoadedFunction): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < THREAD_RUNS; run++) {
    samples.push(await timed(async () => assertDoubled(await runtime.call(fn, sampleCall))));
  }
  return samples;
}

async function threadRows(name: string, kind: Artefact["kind"], fn: LoadedFunction): Promise<Row[]> {
  const thread = await BenchThread.start(programOf(fn));
  try {
    const fresh = await thread.ask({ ask: "freshLatencies", runs: 200 });
    const pooled = await thread.ask({ ask: "latencies", runs: THREAD_RUNS });
    return [
      ...rowsOf(`${name}: in its thread, new instance`, fresh),
      ...rowsOf(`${name}: in its thread, complete reset`, pooled, GOALS[kind]),
    ];
  } finally {
    await thread.stop();
  }
}

function rowsOf(
  name: string,
  samples: readonly number[],
  goals: { median?: string; p95?: string | undefined } = {},
): Row[] {
  const { median, p95 } = spreadOf(samples);
  return [
    { case: name, metric: "median, ms", value: median, ...(goals.median && { goal: goals.median }) },
    { case: name, metric: "p95, ms", value: p95, ...(goals.p95 && { goal: goals.p95 }) },
  ];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
