import { accessSync, constants, mkdirSync } from "node:fs";
import { fail } from "../../protocol/errors.ts";

/** Makes the folder that the pictures go to, before anything that takes time. @throws ALT_DEMO_FOLDER */
export function makeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw fail("ALT_DEMO_FOLDER", { folder, reason }, error);
  }
}
