import Table from "cli-table3";
import { printable, printableLines } from "../../protocol/printable.ts";
import { onNetwork } from "./hint.ts";

/** Where a task's words go. With `--json` standard output holds one document and nothing else. */
export interface Output {
  readonly json: boolean;
  /** What is being done: to people on standard output, beside a document on standard error. */
  progress(line: string): void;
  /** Words that name commands, with the network that this one was given. */
  hint(text: string): string;
  /** The task's end: `document` with `--json`, else whatever `show` prints. Call it once. */
  finish(document: unknown, show: () => void): void;
}

export function outputFor({ json }: { readonly json: boolean }, network?: string): Output {
  return {
    json,
    progress: (line) => (json ? console.error : console.log)(printableLines(line)),
    hint: (text) => onNetwork(text, network),
    finish: (document, show) => (json ? console.log(toJson(document)) : show()),
  };
}

/** JSON on one line; amounts (bigint) become decimal strings. */
export function toJson(document: unknown): string {
  return JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

/** A table that people read. Cells are texts already: format amounts before (see format.ts). */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(renderTable(head, rows));
}

/** Columns that hold figures and nothing else are aligned right. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, column) => (rows.every((row) => isFigure(row[column])) ? "right" : "left")),
  });
  table.push(...rows.map((row) => row.map(printableLines)));
  return table.toString();
}

/** Name and value a line, for a single thing. */
export function printFields(fields: Readonly<Record<string, string>>): void {
  console.log(renderFields(fields));
}

export function renderFields(fields: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  const lines = Object.entries(fields).map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`);
  return lines.join("\n");
}

function isFigure(cell: string | undefined): boolean {
  return cell === "" || /^[-+]?\d[\d,._]*( ?(%|s|ms|gwei|wei|[A-Z]{2,11}))?$/.test(cell ?? "?");
}
