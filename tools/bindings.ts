// Writes the types that a function in AssemblyScript imports beside its sources, for the editor. A build makes them
// anew and never reads the file.
//
//   npm run bindings -- functions/merkle/assembly

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bindingsFor } from "../functions/assemblyscript/compile.ts";
import { findAlthingError } from "../protocol/errors.ts";
import { commandLine } from "./command-line.ts";

const USAGE = "Usage: npm run bindings -- <folder with abi.json>…";

const { positionals: folders } = commandLine(USAGE, { allowPositionals: true });

try {
  if (folders.length === 0) throw new Error(USAGE);
  for (const folder of folders) await write(folder);
} catch (error) {
  console.error(findAlthingError(error)?.message ?? (error as Error).message);
  process.exitCode = 1;
}

async function write(folder: string): Promise<void> {
  const file = join(folder, "abi.generated.ts");
  const { types } = await bindingsFor(join(folder, "index.ts"));
  await writeFile(file, types);
  console.log(`Wrote ${file}`);
}
