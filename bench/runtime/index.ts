// npm run bench -- runtime: native JavaScript, WebAssembly and QuickJS, metered and not, on the same work.

import { createRequire } from "node:module";
import type { Measurement, Row } from "../report.ts";
import { compileGuest, compileNative } from "./compile.ts";
import { type Column, type FirstCall, firstCall } from "./first-call.ts";
import { type Guest, meteredGuest, unmeteredGuest } from "./guest.ts";
import { type Engine, meteredEngine, scriptOn, unmeteredEngine } from "./quickjs.ts";
import { casesRows, spreadRows } from "./rows.ts";
import { type Run, type Timing, timeInTurn } from "./sampling.ts";
import { type Workload, workloads } from "./workloads.ts";

export interface CaseResult {
  readonly workload: Workload;
  readonly size: number;
  /** Of what is compared; a column that does not exist for this case is missing. */
  readonly warm: Readonly<Record<string, Timing>>;
  readonly first: Readonly<Partial<Record<Column, FirstCall>>>;
  /** Fuel of one metered run. */
  readonly fuel: { readonly wasm?: bigint; readonly quickjs?: bigint };
}

const { version: assemblyscript } = createRequire(import.meta.url)("assemblyscript/package.json") as {
  version: string;
};

interface Engines {
  readonly metered: Engine;
  readonly unmetered: Engine;
}

/** A workload's sources and what was made of them. */
interface Subject {
  readonly workload: Workload;
  readonly native: Readonly<Record<string, (size: number) => number>>;
  readonly script: string;
  readonly module: Uint8Array | undefined;
}

export async function measure(progress: (text: string) => void): Promise<Measurement> {
  const engines = { metered: await meteredEngine(), unmetered: await unmeteredEngine() };
  const results: CaseResult[] = [];
  for (const workload of workloads) {
    const subject = await prepare(workload);
    for (const size of workload.sizes) {
      progress(`${workload.name}(${size})`);
      results.push(measureCase(subject, size, engines));
    }
  }
  const rows: Row[] = [...results.flatMap(casesRows), ...spreadRows(results)];
  return { rows, versions: { v8: process.versions.v8, assemblyscript } };
}

async function prepare(workload: Workload): Promise<Subject> {
  return {
    workload,
    native: await import(`./native/${workload.file}.ts`),
    script: await compileNative(workload.file),
    module: workload.scriptOnly ? undefined : await compileGuest(workload.file),
  };
}

function measureCase(subject: Subject, size: number, engines: Engines): CaseResult {
  const { workload, native, module, script } = subject;
  const wasm = module && meteredGuest(module, workload.name);
  const onQuickJs = size <= workload.largestOnQuickJs;
  const quickjs = onQuickJs ? scriptOn(engines.metered, script)(workload.name) : undefined;
  const plain = onQuickJs ? scriptOn(engines.unmetered, script)(workload.name) : undefined;
  const columns: Record<string, ((size: number) => number) | undefined> = {
    native: native[workload.name],
    unmetered: module && unmeteredGuest(module, workload.name),
    metered: wasm?.run,
    quickjs: quickjs?.run,
    plainQuickjs: plain?.run,
  };
  return {
    workload,
    size,
    warm: timeInTurn(runsOf(columns, size)),
    first: firstCalls(subject, size),
    fuel: fuelOf(size, wasm, quickjs),
  };
}

function runsOf(columns: Record<string, ((size: number) => number) | undefined>, size: number) {
  const runs = Object.entries(columns).flatMap(([name, run]): [string, Run][] =>
    run ? [[name, () => run(size)]] : [],
  );
  return Object.fromEntries(runs);
}

function fuelOf(size: number, wasm: Guest | undefined, quickjs: Guest | undefined): CaseResult["fuel"] {
  return { ...(wasm && { wasm: wasm.fuel(size) }), ...(quickjs && { quickjs: quickjs.fuel(size) }) };
}

function firstCalls({ workload, module, script }: Subject, size: number): CaseResult["first"] {
  const sources: [Column, Uint8Array | string][] = [["native", ""]];
  if (module) sources.push(["unmetered", module], ["metered", module]);
  if (size <= workload.largestOnQuickJs) sources.push(["quickjs", script]);
  const { name, file } = workload;
  return Object.fromEntries(
    sources.map(([column, source]) => [column, firstCall({ column, name, file, size }, source)]),
  );
}
