// A machine as a newcomer has it: one Node on PATH with npm beside it, and nothing of this checkout.

import { execFileSync, spawnSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { nodePackage } = require("../../setup/platform.cjs") as { nodePackage(): string };

export const scratch = mkdtempSync(join(realpathSync(tmpdir()), "althing-setup-"));
export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

const pathOutside = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .join(delimiter);

function npmFolder(): string {
  const npm = spawnSync("npm", ["root", "--global"], {
    env: { ...process.env, PATH: pathOutside },
    encoding: "utf8",
  });
  return join(npm.stdout.trim(), "npm");
}

function fetchNode(major: number): string {
  const prefix = join(scratch, `node${major}`);
  const name = nodePackage();
  mkdirSync(prefix, { recursive: true });
  const flags = ["--no-save", "--no-package-lock", "--loglevel=error", "--ignore-scripts"];
  execFileSync("npm", ["install", "--prefix", prefix, ...flags, `${name}@${major}`], {
    env: { ...process.env, PATH: pathOutside },
    stdio: "pipe",
  });
  return join(prefix, "node_modules", name, "bin", "node");
}

const folders = new Map<number, string>();

/** A folder with `node` of this major version, `npm` and `npx`. */
function binFolder(major: number): string {
  const known = folders.get(major);
  if (known !== undefined) return known;
  const folder = join(scratch, `bin${major}`);
  mkdirSync(folder);
  linkSync(fetchNode(major), join(folder, "node"));
  for (const name of ["npm", "npx"])
    symlinkSync(join(npmFolder(), "bin", `${name}-cli.js`), join(folder, name));
  folders.set(major, folder);
  return folder;
}

/** The environment of a shell whose Node has this major version; variables of the surrounding npm are gone. */
export function machineWithNode(major: number, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_OPTIONS|ALTHING_|INIT_CWD)/.test(name),
  );
  const PATH = [binFolder(major), pathOutside].join(delimiter);
  return { ...Object.fromEntries(inherited), PATH, ...extra };
}

export const nodeBinary = (major: number): string => join(binFolder(major), "node");
