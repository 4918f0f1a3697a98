import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ComposedFolder } from "./modules.ts";

/** Beside the compiler's own cache: parsing takes seconds, and whoever deploys twice need not wait for it twice. */
const FOLDER = "cache/composed";
/** What the composer itself is made of, besides the files that it parses. */
const COMPOSER = [
  ...readdirSync(import.meta.dirname).map((name) => `organisation/compose/${name}`),
  "package-lock.json",
];

interface Composed {
  /** Hashes of all that it was made of, by path. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, string>>;
}

/** What was composed of these recipes before, if nothing has changed since. */
export function recall(root: string, composed: ComposedFolder): Map<string, string> | undefined {
  const known = read(placeOf(root, composed));
  if (known === undefined) return undefined;
  const isSame = Object.entries(known.inputs).every(([file, hash]) => hashOf(root, file) === hash);
  return isSame ? new Map(Object.entries(known.sources)) : undefined;
}

export function remember(
  root: string,
  folder: ComposedFolder,
  { parsed, sources }: { readonly parsed: Iterable<string>; readonly sources: ReadonlyMap<string, string> },
): void {
  const inputs = [...parsed, ...COMPOSER].map((file) => [file, hashOf(root, file)]);
  const composed = { inputs: Object.fromEntries(inputs), sources: Object.fromEntries(sources) };
  mkdirSync(path.join(root, FOLDER), { recursive: true });
  writeFileSync(placeOf(root, folder), JSON.stringify(composed));
}

function placeOf(root: string, composed: ComposedFolder): string {
  return path.join(root, FOLDER, `${sha256(JSON.stringify(composed))}.json`);
}

/** A file that another process is writing this moment is none. */
function read(file: string): Composed | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Composed;
  } catch {
    return undefined;
  }
}

function hashOf(root: string, file: string): string {
  const place = [path.join(root, file), path.join(root, "node_modules", file)].find((name) =>
    existsSync(name),
  );
  return place === undefined ? "" : sha256(readFileSync(place));
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
