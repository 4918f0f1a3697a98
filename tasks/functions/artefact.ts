import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Interface } from "ethers";
import { type BuiltFunction, buildFunction } from "../../functions/build.ts";
import { fail } from "../../protocol/errors.ts";

/**
 * What would be published of a file: see `buildFunction`. A folder stands for the `index.ts` in it. Throws
 * ALT_FILE_NOT_FOUND or ALT_GUEST_SYNTAX.
 */
export async function artefactOf(fileOrFolder: string): Promise<BuiltFunction> {
  const isFolder = statSync(fileOrFolder, { throwIfNoEntry: false })?.isDirectory();
  const file = isFolder ? join(fileOrFolder, "index.ts") : fileOrFolder;
  requireFile(file);
  return buildFunction(file);
}

/**
 * The ABI of the file that was named for it, else the one that the artefact announces. Throws ALT_FILE_NOT_FOUND, or
 * ALT_GUEST_ABI_MISSING where there is none.
 */
export function abiOf(
  announced: readonly string[],
  { file, abiFile }: { readonly file: string; readonly abiFile: string },
): readonly string[] {
  if (abiFile !== "") requireFile(abiFile);
  const abi = abiFile === "" ? announced : abiIn(abiFile);
  if (abi.length === 0) throw fail("ALT_GUEST_ABI_MISSING", { file: abiFile || file });
  return abi;
}

function requireFile(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw fail("ALT_FILE_NOT_FOUND", { file });
}

/** Fragments as a list, or as the `abi` of a compiler's artefact; none if the file holds neither. */
function abiIn(file: string): readonly string[] {
  try {
    const document: unknown = JSON.parse(readFileSync(file, "utf8"));
    const { abi = document } = document as { abi?: unknown };
    return Array.isArray(abi) ? new Interface(abi).format() : [];
  } catch {
    return [];
  }
}
