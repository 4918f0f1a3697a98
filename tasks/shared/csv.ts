import { fail } from "../../protocol/errors.ts";

/** Comma-separated values as RFC 4180 quotes them: a line a row, the first with the columns' names. */
export function toCsv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, ...rows].map((row) => row.map(quoted).join(",")).join("\n");
}

/** A row of a file, and the line that it begins in, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of comma-separated values (RFC 4180), however their lines end; empty lines are left out. */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  for (const [record] of text.replace(/^\uFEFF/, "").matchAll(RECORD)) {
    if (record.trim() !== "") rows.push({ line, cells: cellsOf(record.replace(/\r?\n$|\r$/, "")) });
    line += record.match(LINE_END)?.length ?? 0;
  }
  return rows;
}

/** A task prints one format. @throws ALT_CLIENT_FORMATS */
export function requireOneFormat({ json, csv }: { readonly json: boolean; readonly csv: boolean }): void {
  if (json && csv) throw fail("ALT_CLIENT_FORMATS");
}

const LINE_END = /\r\n|\n|\r/g;
/** Up to a line's end that stands outside quotes. A quote that is never closed reaches to the end of the text. */
const RECORD = /(?:"(?:[^"]|"")*(?:"|$)|[^"\r\n])*(?:\r\n|\n|\r)|(?:"(?:[^"]|"")*(?:"|$)|[^"\r\n])+$/g;
/** What follows each comma, the first of which is put before the record. */
const CELL = /,(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g;

function cellsOf(record: string): string[] {
  return [...`,${record}`.matchAll(CELL)].map(([, inQuotes, bare]) =>
    inQuotes === undefined ? (bare ?? "").trim() : inQuotes.replaceAll('""', '"'),
  );
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
