// Keeps package-lock.json, and that of bench/, complete for every platform.
//
// npm drops an optional package from the lockfile when the registry in use lacks it, as mirrors do with natives
// for other platforms, and `npm ci` then refuses the lockfile where the registry has the package. This adds the
// entries that are missing; npm keeps them from then on.
//
//   npm run lockfile              add what is missing
//   npm run lockfile -- --check   fail when something is missing

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isCheck } from "./command-line.ts";

interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

interface Lockfile {
  packages: Record<string, Entry>;
}

const LOCKFILES = ["package-lock.json", "bench/package-lock.json"];

const SYSTEMS: Record<string, string> = {
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  win32: "win32",
};
const CPUS: Record<string, string> = { amd64: "x64", arm: "arm", arm64: "arm64", ia32: "ia32", x64: "x64" };
const LIBCS: Record<string, string> = { glibc: "glibc", gnu: "glibc", musl: "musl" };

/** The platform that a native package's name spells, such as `edr-linux-arm64-musl`. */
function platformOf(name: string): Pick<Entry, "os" | "cpu" | "libc"> {
  const words = name.split(/[/-]/);
  const pick = (table: Record<string, string>) => words.flatMap((word) => table[word] ?? []).slice(0, 1);
  const libc = pick(LIBCS);
  return { os: pick(SYSTEMS), cpu: pick(CPUS), ...(libc.length > 0 ? { libc } : {}) };
}

/** Where Node would look for `name` from the package in `folder`, nearest first. */
function places(folder: string, name: string): string[] {
  const above = folder.lastIndexOf("/node_modules/");
  const here = `${folder}${folder === "" ? "" : "/"}node_modules/${name}`;
  if (folder === "") return [here];
  return [here, ...places(above < 0 ? "" : folder.slice(0, above), name)];
}

function missingEntry(parent: Entry, name: string, version: string): Entry {
  const { os, cpu, libc } = platformOf(name);
  if (!os?.length || !cpu?.length) throw new Error(`Cannot tell the platform of ${name} from its name`);
  return {
    version,
    cpu,
    ...(parent.dev ? { dev: true } : {}),
    ...(libc ? { libc } : {}),
    optional: true,
    os,
  };
}

/** Optional packages that the lockfile names as a dependency but has no entry for. */
function missingEntries({ packages }: Lockfile): Map<string, Entry> {
  const missing = new Map<string, Entry>();
  for (const [folder, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (places(folder, name).some((place) => place in packages)) continue;
      missing.set(`node_modules/${name}`, missingEntry(parent, name, version));
    }
  }
  return missing;
}

function withEntries(lockfile: Lockfile, added: Map<string, Entry>): Lockfile {
  const all = [...Object.entries(lockfile.packages), ...added];
  all.sort(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lockfile, packages: Object.fromEntries(all) };
}

function complete(name: string, onlyCheck: boolean): void {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const lockfile = JSON.parse(readFileSync(path, "utf8")) as Lockfile;
  const missing = missingEntries(lockfile);
  if (missing.size === 0) {
    console.log(`${name} has an entry for every platform.`);
  } else if (onlyCheck) {
    console.error(`${name} lacks:\n  ${[...missing.keys()].join("\n  ")}\nRun \`npm run lockfile\`.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, `${JSON.stringify(withEntries(lockfile, missing), null, 2)}\n`);
    console.log(`Added to ${name}:\n  ${[...missing.keys()].join("\n  ")}`);
  }
}

const checks = isCheck("lockfile");
for (const name of LOCKFILES) complete(name, checks);
