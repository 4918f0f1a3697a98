import { fail } from "../../../protocol/errors.ts";

/** What SQLite's primary result codes (sqlite.org/rescode.html) say of the store's file. */
const faults = {
  3: "ALT_RELAY_STORE_UNWRITABLE",
  5: "ALT_RELAY_STORE_BUSY",
  8: "ALT_RELAY_STORE_UNWRITABLE",
  10: "ALT_RELAY_STORE_IO",
  11: "ALT_RELAY_STORE_DAMAGED",
  13: "ALT_RELAY_STORE_FULL",
  14: "ALT_RELAY_STORE_UNWRITABLE",
  26: "ALT_RELAY_STORE_DAMAGED",
} as const;

/** An error of SQLite as one of Althing's, where the file is to blame; others are faults of the program and stay as they are. */
export function storeFault(error: unknown, file: string): unknown {
  const { errcode, errstr } = error as { errcode?: unknown; errstr?: unknown };
  if (typeof errcode !== "number") return error;
  const code = faults[(errcode & 0xff) as keyof typeof faults];
  return code ? fail(code, { file, fault: String(errstr) }, error) : error;
}
