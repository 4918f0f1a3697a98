// Installs what benchmarks compare with, on first use and by the Node that runs them.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { npm } = createRequire(import.meta.url)("../setup/npm.cjs") as {
  npm(node: string, args: string[]): Promise<void>;
};

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const STAMP = here("node_modules/.althing-setup");

/** @param progress is told when something has to be installed. */
export async function installPeers(progress: (text: string) => void): Promise<void> {
  const wanted = createHash("sha256")
    .update(readFileSync(here("package-lock.json")))
    .digest("hex");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  progress("Installing the packages of bench/");
  await npm(process.execPath, ["ci", `--prefix=${here(".")}`, "--include=dev", "--include=optional"]);
  mkdirSync(here("node_modules"), { recursive: true });
  writeFileSync(STAMP, wanted);
}
