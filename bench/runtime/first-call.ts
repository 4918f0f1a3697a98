// The first call in a fresh process, where nothing is compiled yet. This file is also that process.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spreadOf } from "../statistics.ts";
import { meteredGuest, unmeteredGuest } from "./guest.ts";
import { meteredEngine, scriptOn } from "./quickjs.ts";

export type Column = "native" | "unmetered" | "metered" | "quickjs";

export interface FirstCall {
  /** Milliseconds from the source (a module's bytes, a script's text) to a function that can be called. */
  readonly load: number;
  /** Milliseconds of the first call. */
  readonly call: number;
}

interface Subject {
  readonly column: Column;
  readonly name: string;
  readonly file: string;
  readonly size: number;
}

const PROCESSES = 5;

/** Medians over processes. `source` is what `subject.column` runs; native JavaScript is imported from its file. */
export function firstCall(subject: Subject, source: Uint8Array | string): FirstCall {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const path = join(folder, "source");
  try {
    writeFileSync(path, source);
    const all = Array.from({ length: PROCESSES }, () => measureIn(subject, path));
    return {
      load: spreadOf(all.map(({ load }) => load)).median,
      call: spreadOf(all.map(({ call }) => call)).median,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureIn(subject: Subject, path: string): FirstCall {
  const output = execFileSync(process.execPath, [import.meta.filename, JSON.stringify(subject), path]);
  return JSON.parse(output.toString()) as FirstCall;
}

type Loader = (subject: Subject, path: string) => Promise<(size: number) => number>;

const loaders: Readonly<Record<Column, Loader>> = {
  native: async ({ file, name }) => (await import(`./native/${file}.ts`))[name],
  unmetered: async ({ name }, path) => unmeteredGuest(readFileSync(path), name),
  metered: async ({ name }, path) => meteredGuest(readFileSync(path), name).run,
  quickjs: async ({ name }, path) => scriptOn(await meteredEngine(), readFileSync(path, "utf8"))(name).run,
};

async function measureHere(subject: Subject, path: string): Promise<FirstCall> {
  const start = performance.now();
  const run = await loaders[subject.column](subject, path);
  const loaded = performance.now();
  run(subject.size);
  return { load: loaded - start, call: performance.now() - loaded };
}

const [, script, subject = "", path = ""] = process.argv;
if (script === import.meta.filename)
  console.log(JSON.stringify(await measureHere(JSON.parse(subject), path)));
