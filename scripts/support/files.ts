import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fail } from "../../protocol/errors.ts";

/** Where a script writes on a network, below the folder that its user is in, if nothing else is asked for. */
export function outputFolder(network: string, ...parts: readonly string[]): string {
  return path.join("output", network, ...parts);
}

/** The text of a file that the user named. Throws ALT_FILE_NOT_FOUND. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw fail("ALT_FILE_NOT_FOUND", { file }, error);
  }
}

/** Writes a file in one step, and the folders above it: a reader sees the old or the new. Throws ALT_FILE_NOT_WRITTEN. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    throw fail("ALT_FILE_NOT_WRITTEN", { file, fault: (error as NodeJS.ErrnoException).code ?? "" }, error);
  }
}
