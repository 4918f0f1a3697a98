import { fail } from "../../protocol/errors.ts";

/** Comma-separated values as RFC 4180 quotes them: a line a row, the first with the columns' names. */
export function toCsv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, ...rows].map((row) => row.map(quoted).join(",")).join("\n");
}

/** A task prints one format. @throws ALT_CLIENT_FORMATS */
export function requireOneFormat({ json, csv }: { readonly json: boolean; readonly csv: boolean }): void {
  if (json && csv) throw fail("ALT_CLIENT_FORMATS");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
