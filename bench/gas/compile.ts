import { readdirSync } from "node:fs";
import { type Artifact, compileFiles, settingsFor } from "../compile.ts";

const FOLDER = "bench/gas/contracts/";
/** What is measured beside the router must not differ from it by the compiler. */
const ROUTER = "contracts/functions/FunctionRouter.sol";

/** The benchmark's own contracts by name. `changes` are to the compiler's settings. */
export function compileContracts(
  files: readonly string[] = readdirSync(new URL("contracts/", import.meta.url)),
  changes: object = {},
): Map<string, Artifact> {
  return compileFiles(
    files.map((name) => `${FOLDER}${name}`),
    { ...settingsFor(ROUTER), ...changes },
  );
}
