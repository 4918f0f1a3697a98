import { writeFileSync } from "node:fs";
import { fail } from "../../protocol/errors.ts";

/** Writes a file that the user named; `mode` as of a new file. Throws ALT_FILE_NOT_WRITTEN. */
export function writeText(file: string, text: string, mode?: number): void {
  try {
    writeFileSync(file, text, { ...(mode !== undefined && { mode }) });
  } catch (error) {
    throw fail("ALT_FILE_NOT_WRITTEN", { file, fault: (error as NodeJS.ErrnoException).code ?? "" }, error);
  }
}
