import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bindingsFor } from "./compile.ts";

/**
 * Writes a function's generated types beside its sources, for the editor. A build generates them anew and never reads
 * the file. Usage: npx tsx functions/assemblyscript/write-bindings.ts functions/merkle/assembly
 */
for (const folder of process.argv.slice(2)) {
  const { types } = await bindingsFor(join(folder, "index.ts"));
  await writeFile(join(folder, "abi.generated.ts"), types);
}
