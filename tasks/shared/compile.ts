import path from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { hasTypes } from "./whole-types.ts";

/** The organisation whose contracts clients are typed with. */
const TYPED = "Althing";

/**
 * Compiles what changed of what an organisation is made of, without a word but on a fresh checkout, where it takes long
 * enough to wonder. Mocks, tests and other organisations are left to `hardhat build` and `hardhat test`.
 * @param organisation Its name.
 */
export async function compile(
  hre: HardhatRuntimeEnvironment,
  organisation: string = TYPED,
  progress: (line: string) => void = () => {},
): Promise<void> {
  const { root } = hre.config.paths;
  const sources = await hre.solidity.getRootFilePaths();
  const files = sources.filter((file) => isPartOf(organisation, path.relative(root, file)));
  const isFresh = !hasTypes(root);
  if (!isFresh && (await isCompiled(hre, files))) return;
  if (isFresh) progress("Compiling the contracts, once");
  await hre.tasks.getTask("build").run({ files, quiet: true, noTests: true });
}

/** A build that finds nothing to do would still write all types anew, which others may be reading. */
async function isCompiled(hre: HardhatRuntimeEnvironment, files: string[]): Promise<boolean> {
  const found = await hre.solidity.getCompilationJobs(files, { quiet: true });
  return found.success && found.compilationJobsPerFile.size === 0;
}

/** Whether an organisation needs a source, whose path is from the project's root. */
export function isPartOf(organisation: string, source: string): boolean {
  const [top, folder, owner = ""] = source.split(path.sep);
  if (top !== "contracts" || folder === "mocks" || source.endsWith(".t.sol")) return false;
  return folder !== "organisation" || [TYPED, organisation].includes(owner);
}
