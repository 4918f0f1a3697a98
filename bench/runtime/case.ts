// One workload at one size: what runs in its columns, the first calls of each, and the fuel it burns.

import { compileGuest, compileNative } from "./compile.ts";
import { type Column, type FirstCall, firstCalls } from "./first-call.ts";
import { type Guest, meteredGuest } from "./guest.ts";
import { type Engine, meteredEngine, scriptOn, unmeteredEngine } from "./quickjs.ts";
import type { Run, Timing } from "./sampling.ts";
import { unmeteredGuest } from "./unmetered.ts";
import type { Workload } from "./workloads.ts";

interface Case {
  /** Such as `sieve(1,000)`. */
  readonly label: string;
  readonly workload: Workload;
  readonly size: number;
  /** Of one metered run. */
  readonly fuel: { readonly wasm?: bigint; readonly quickjs?: bigint };
}

export interface OpenCase extends Case {
  readonly runs: Readonly<Record<string, Run>>;
  readonly sources: Map<Column, Uint8Array | string>;
}

export interface CaseResult extends Case {
  /** Of what is compared; a column that does not exist for this case is missing. */
  readonly warm: Readonly<Partial<Record<WarmColumn, Timing>>>;
  readonly first: Readonly<Partial<Record<Column, FirstCall>>>;
}

export type WarmColumn = Column | "plainQuickjs";

export interface Engines {
  readonly metered: Engine;
  readonly unmetered: Engine;
}

/** A workload's sources and what was made of them. */
export interface Subject {
  readonly workload: Workload;
  readonly native: Readonly<Record<string, (size: number) => number>>;
  readonly script: string;
  readonly module: Uint8Array | undefined;
}

export async function startEngines(): Promise<Engines> {
  return { metered: await meteredEngine(), unmetered: await unmeteredEngine() };
}

export async function prepare(workload: Workload): Promise<Subject> {
  return {
    workload,
    native: await import(`./native/${workload.file}.ts`),
    script: await compileNative(workload.file),
    module: workload.scriptOnly ? undefined : await compileGuest(workload.file),
  };
}

export function labelOf({ name }: Workload, size: number): string {
  return `${name}(${size.toLocaleString("en-US")})`;
}

/** Everything that is timed of a case, ready to run. */
export function openCase(subject: Subject, size: number, engines: Engines): OpenCase {
  const { workload, native, module, script } = subject;
  const wasm = module && meteredGuest(module, workload.name);
  const onQuickJs = size <= workload.largestOnQuickJs;
  const quickjs = onQuickJs ? scriptOn(engines.metered, script)(workload.name) : undefined;
  const plain = onQuickJs ? scriptOn(engines.unmetered, script)(workload.name) : undefined;
  const columns: Record<WarmColumn, ((size: number) => number) | undefined> = {
    native: native[workload.name],
    unmetered: module && unmeteredGuest(module, workload.name),
    metered: wasm?.run,
    quickjs: quickjs?.run,
    plainQuickjs: plain?.run,
  };
  return {
    ...{ label: labelOf(workload, size), workload, size },
    fuel: fuelOf(size, wasm, quickjs),
    runs: runsOf(columns, size),
    sources: sourcesOf(subject, size),
  };
}

export function firstCallsOf({ workload: { name, file }, size, sources }: OpenCase): CaseResult["first"] {
  return firstCalls({ name, file, size }, sources);
}

function runsOf(
  columns: Record<WarmColumn, ((size: number) => number) | undefined>,
  size: number,
): Record<string, Run> {
  const runs = Object.entries(columns).flatMap(([name, run]): [string, Run][] =>
    run ? [[name, () => run(size)]] : [],
  );
  return Object.fromEntries(runs);
}

/** On QuickJS that of the second run: the first may prepare, and each leaves garbage that later ones step around. */
function fuelOf(size: number, wasm: Guest | undefined, quickjs: Guest | undefined): CaseResult["fuel"] {
  quickjs?.run(size);
  return { ...(wasm && { wasm: wasm.fuel(size) }), ...(quickjs && { quickjs: quickjs.fuel(size) }) };
}

function sourcesOf({ workload, module, script }: Subject, size: number): Map<Column, Uint8Array | string> {
  const sources = new Map<Column, Uint8Array | string>([["native", ""]]);
  if (module) sources.set("unmetered", module).set("metered", module);
  if (size <= workload.largestOnQuickJs) sources.set("quickjs", script);
  return sources;
}
