import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { fail } from "../../protocol/errors.ts";

/** Entries, or the CSV file below `folder` that has them. */
export function listOf<Entry extends z.ZodObject>(entry: Entry, folder: string) {
  const file = z
    .string()
    .regex(/\.csv$/)
    .transform((name) => readList(name, entry, folder));
  return z.union([z.array(entry), file], {
    error: "must be a list of entries, or the name of a .csv file",
  });
}

/** A first line with the columns' names, then a line an entry, without quotes; an empty cell is left out. */
function readList<Entry extends z.ZodObject>(name: string, entry: Entry, folder: string): z.output<Entry>[] {
  const file = path.resolve(folder, name);
  if (!existsSync(file)) throw fail("ALT_FILE_NOT_FOUND", { file });
  const [head = "", ...lines] = readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  const columns = cellsOf(head);
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const cells = cellsOf(line).map((cell, column) => [columns[column] ?? `column ${column + 1}`, cell]);
    const parsed = entry.safeParse(Object.fromEntries(cells.filter(([, cell]) => cell !== "")));
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    const fault = [issue?.path.join("."), issue?.message].filter(Boolean).join(" ");
    throw fail("ALT_CONFIG_LIST", { file: name, line: index + 2, fault });
  });
}

function cellsOf(line: string): string[] {
  return line.split(",").map((cell) => cell.trim());
}
