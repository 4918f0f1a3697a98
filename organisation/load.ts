import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fail } from "../protocol/errors.ts";
import { readOrganisation } from "./read.ts";
import type { Organisation } from "./schema/organisation.ts";

/** The organisation that a config file exports as its default. @throws ALT_FILE_NOT_FOUND, ALT_CONFIG_… */
export async function loadOrganisation(file: string): Promise<Organisation> {
  const place = path.resolve(file);
  if (!existsSync(place)) throw fail("ALT_FILE_NOT_FOUND", { file: place });
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = (await import(pathToFileURL(place).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw fail("ALT_CONFIG_FILE", { file, fault: String(error) }, error);
  }
  if (exported.default === undefined)
    throw fail("ALT_CONFIG_FILE", { file, fault: "it has no default export" });
  return readOrganisation(exported.default, path.dirname(place));
}
