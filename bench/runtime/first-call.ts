// The first call in a fresh process, where nothing is compiled yet. This file is also that process.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spreadOf } from "../statistics.ts";

export type Column = "native" | "unmetered" | "metered" | "quickjs";

export interface FirstCall {
  /** Milliseconds from the source (a module's bytes, a script's text) to a function that can be called. */
  readonly load: number;
  /** Milliseconds of the first call. */
  readonly call: number;
}

/** What is called: `name` of `native/<file>.ts`, or of the source. */
interface Subject {
  readonly name: string;
  readonly file: string;
  readonly size: number;
}

const PROCESSES = 3;

/** Medians over processes, which take turns. `sources`: what each column runs; native JavaScript is imported from its file. */
export function firstCalls(
  subject: Subject,
  sources: ReadonlyMap<Column, Uint8Array | string>,
): Partial<Record<Column, FirstCall>> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const columns = [...sources.keys()];
    for (const [column, source] of sources) writeFileSync(join(folder, column), source);
    const rounds = Array.from({ length: PROCESSES }, () =>
      columns.map((column) => measureIn(column, subject, join(folder, column))),
    );
    return Object.fromEntries(
      columns.map((column, index) => [column, medians(rounds.map((round) => round[index] as FirstCall))]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function medians(all: readonly FirstCall[]): FirstCall {
  return {
    load: spreadOf(all.map(({ load }) => load)).median,
    call: spreadOf(all.map(({ call }) => call)).median,
  };
}

function measureIn(column: Column, subject: Subject, path: string): FirstCall {
  const output = execFileSync(process.execPath, [
    import.meta.filename,
    column,
    JSON.stringify(subject),
    path,
  ]);
  return JSON.parse(output.toString()) as FirstCall;
}

type Loader = (subject: Subject, path: string) => Promise<(size: number) => number>;

/** What is only ours, and not the guest's, is imported before the clock starts, and where it is needed. */
const loaders: Readonly<Record<Column, () => Promise<Loader>>> = {
  native:
    async () =>
    async ({ file, name }) =>
      (await import(`./native/${file}.ts`))[name],
  unmetered: async () => {
    const { unmeteredGuest } = await import("./unmetered.ts");
    return async ({ name }, path) => unmeteredGuest(readFileSync(path), name);
  },
  metered: async () => {
    const { meteredGuest } = await import("./guest.ts");
    return async ({ name }, path) => meteredGuest(readFileSync(path), name).run;
  },
  quickjs: async () => {
    const { meteredEngine, scriptOn } = await import("./quickjs.ts");
    return async ({ name }, path) => scriptOn(await meteredEngine(), readFileSync(path, "utf8"))(name).run;
  },
};

async function measureHere(column: Column, subject: Subject, path: string): Promise<FirstCall> {
  const load = await loaders[column]();
  const start = performance.now();
  const run = await load(subject, path);
  const loaded = performance.now();
  run(subject.size);
  return { load: loaded - start, call: performance.now() - loaded };
}

const [, script, column, subject = "", path = ""] = process.argv;
if (script === import.meta.filename)
  console.log(JSON.stringify(await measureHere(column as Column, JSON.parse(subject), path)));
