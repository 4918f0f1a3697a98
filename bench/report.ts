// What a benchmark yields, and how it is shown: a table for people, one line of JSON for machines.

import { cpus, release, type } from "node:os";
import Table from "cli-table3";

export interface Peer {
  name: string;
  value: number;
}

/** One measured figure. `goal` is a comparison such as "<= 85000" and is checked against `value`. */
export interface Row {
  case: string;
  metric: string;
  value: number;
  peer?: Peer;
  goal?: string;
}

export interface JudgedRow extends Row {
  holds?: boolean;
}

/** Figures beside each other that have no goals; undefined: there is none. */
export interface Overview {
  title: string;
  /** Of `values`; the case's column is headed by the title. */
  head: string[];
  rows: { case: string; values: (number | undefined)[] }[];
}

export interface Report {
  bench: string;
  machine: string;
  versions: Record<string, string>;
  overviews?: Overview[];
  rows: JudgedRow[];
}

export interface Measurement {
  /** Shown before the rows. */
  overviews?: Overview[];
  rows: Row[];
  /** Of what was measured, beside Node's own. */
  versions: Record<string, string>;
}

/**
 * What `bench/<name>/index.ts` exports as `measure`. It throws when a measurement failed; a goal that was
 * missed is a result. `progress` tells a person what is being done.
 */
export type Measure = (progress: (text: string) => void, options: Options) => Promise<Measurement>;

/** What the command line says beside the benchmark's name, by the options' names. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

type Comparison = (value: number, bound: number) => boolean;

const COMPARISONS: Record<string, Comparison> = {
  "<=": (value, bound) => value <= bound,
  ">=": (value, bound) => value >= bound,
  "<": (value, bound) => value < bound,
  ">": (value, bound) => value > bound,
};

/** @throws when the goal is not a comparison with a number: a goal that nobody checks is worse than none. */
export function holds(value: number, goal: string): boolean {
  const [, sign = "", bound = ""] = /^(<=|>=|<|>)\s*([\d.]+)$/.exec(goal) ?? [];
  const compare = COMPARISONS[sign];
  if (compare === undefined) throw new Error(`"${goal}" is not a goal such as "<= 85000"`);
  return compare(value, Number(bound));
}

const judge = (row: Row): JudgedRow =>
  row.goal === undefined ? row : { ...row, holds: holds(row.value, row.goal) };

function machine(): string {
  const processors = cpus();
  return `${type()} ${release()}, ${processors.length} x ${processors[0]?.model ?? "unknown processor"}`;
}

export function makeReport(bench: string, { rows, versions, overviews }: Measurement): Report {
  return {
    bench,
    machine: machine(),
    versions: { node: process.versions.node, ...versions },
    ...(overviews && { overviews }),
    rows: rows.map(judge),
  };
}

/** Two decimals, or as many as show two digits. */
const figure = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.1
    ? value.toLocaleString("en-US", { maximumSignificantDigits: 2 })
    : value.toLocaleString("en-US", { maximumFractionDigits: 2 });

function cells(row: JudgedRow): string[] {
  const peer = row.peer ? `${figure(row.peer.value)} (${row.peer.name})` : "";
  const goal = row.goal ? `${row.goal} ${row.holds ? "holds" : "MISSED"}` : "";
  return [row.case, row.metric, figure(row.value), peer, goal];
}

export function asTable(report: Report): string {
  const overviews = (report.overviews ?? []).map(overviewTable);
  const rows = tableOf(["case", "metric", "value", "peer", "goal"], report.rows.map(cells));
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  return [...overviews, rows, `${report.machine}; ${versions.join(", ")}`].join("\n");
}

function overviewTable({ title, head, rows }: Overview): string {
  const shown = rows.map((row) => [
    row.case,
    ...row.values.map((value) => (value === undefined ? "" : figure(value))),
  ]);
  return tableOf([title, ...head], shown);
}

function tableOf(head: string[], rows: string[][]): string {
  const table = new Table({ head, style: { head: [], border: [] } });
  table.push(...rows);
  return table.toString();
}
