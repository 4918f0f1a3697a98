// A machine as a newcomer has it: one Node on PATH with npm beside it, and nothing of this checkout.

import { execFileSync, spawnSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { nodePackage } = require("../../setup/platform.cjs") as { nodePackage(): string };

export const scratch = mkdtempSync(join(realpathSync(tmpdir()), "althing-setup-"));
process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

const pathOutside = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .join(delimiter);

const outside = { ...process.env, PATH: pathOutside };

function hostNpm(): string {
  const { stdout } = spawnSync("npm", ["root", "--global"], { env: outside, encoding: "utf8" });
  return join(stdout.trim(), "npm");
}

/** @returns the folder of a package that is installed apart from all others. */
function fetchPackage(name: string, major: number): string {
  const prefix = join(scratch, `${name}-${major}`);
  mkdirSync(prefix, { recursive: true });
  const flags = ["--no-save", "--no-package-lock", "--loglevel=error", "--ignore-scripts"];
  execFileSync("npm", ["install", "--prefix", prefix, ...flags, `${name}@${major}`], {
    env: outside,
    stdio: "pipe",
  });
  return join(prefix, "node_modules", name);
}

const folders = new Map<string, string>();

/** A folder with `node`, `npm` and `npx` of these major versions; npm is the machine's own where none is named. */
function binFolder(node: number, npm?: number): string {
  const key = `bin-${node}-${npm ?? "own"}`;
  const known = folders.get(key);
  if (known !== undefined) return known;
  const folder = join(scratch, key);
  const npmFolder = npm === undefined ? hostNpm() : fetchPackage("npm", npm);
  mkdirSync(folder);
  linkSync(join(fetchPackage(nodePackage(), node), "bin", "node"), join(folder, "node"));
  for (const name of ["npm", "npx"])
    symlinkSync(join(npmFolder, "bin", `${name}-cli.js`), join(folder, name));
  folders.set(key, folder);
  return folder;
}

/** The environment of a shell with this Node, and this npm; variables of the surrounding npm are gone. */
export function machineWithNode(major: number, npm?: number): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_OPTIONS|ALTHING_|INIT_CWD)/.test(name),
  );
  const PATH = [binFolder(major, npm), pathOutside].join(delimiter);
  return { ...Object.fromEntries(inherited), PATH };
}

export const nodeBinary = (major: number): string => join(binFolder(major), "node");
