import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { mayImport, mustNotReach, mustNotUse } from "./import-table.ts";

interface Import {
  readonly file: string;
  readonly specifier: string;
  /** The imported file relative to the project's root, for relative specifiers. */
  readonly target: string | undefined;
}

const root = path.resolve(import.meta.dirname, "../..");
const skipped = new Set([
  "node_modules",
  "artifacts",
  "cache",
  "coverage",
  "bench",
  "test",
  "test-slow",
  "types",
]);

describe("architecture: who imports whom", () => {
  const imports = sourceFiles("").flatMap(importsOf);

  it("finds the project's imports", () => {
    const parts = new Set(imports.map(({ file }) => partOf(file)));
    expect([...parts]).to.include.members(["protocol", "clients", "runtime", "relay", "tasks", "deploy"]);
  });

  it("keeps to the table of parts", () => {
    const strangers = imports.filter(({ file, target }) => {
      if (target === undefined || partOf(target) === partOf(file)) return false;
      return !(mayImport[partOf(file)] ?? []).includes(partOf(target));
    });
    expect(strangers.map(show)).to.deep.equal([]);
  });

  it("keeps packages out of the parts that must run without them", () => {
    const strangers = imports.filter(({ file, specifier }) =>
      rulesFor(mustNotUse, file).some((banned) => isWithin(specifier, banned)),
    );
    expect(strangers.map(show)).to.deep.equal([]);
  });

  it("lets the relay's rules, stages and adapters know only what they may", () => {
    const strangers = imports.filter(({ file, target }) =>
      rulesFor(mustNotReach, file).some((banned) => target !== undefined && isWithin(target, banned)),
    );
    expect(strangers.map(show)).to.deep.equal([]);
  });

  it("keeps one adapter from another", () => {
    const strangers = imports.filter(
      ({ file, target }) =>
        adapterOf(file) !== undefined &&
        target !== undefined &&
        adapterOf(target) !== undefined &&
        adapterOf(target) !== adapterOf(file),
    );
    expect(strangers.map(show)).to.deep.equal([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory())
      return skipped.has(entry.name) || entry.name.startsWith(".") ? [] : sourceFiles(file);
    return entry.name.endsWith(".ts") ? [file] : [];
  });
}

function importsOf(file: string): Import[] {
  const source = readFileSync(path.join(root, file), "utf8");
  const specifiers = source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"/g);
  return [...specifiers].map(([, specifier = ""]) => ({
    file,
    specifier,
    target: targetOf(file, specifier),
  }));
}

function targetOf(file: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
}

function partOf(file: string): string {
  return file.split("/")[0] ?? "";
}

/** The adapter a file belongs to: its name, or its folder's, below relay/adapters. */
function adapterOf(file: string): string | undefined {
  return /^relay\/adapters\/([^/.]+)/.exec(file)?.[1];
}

function rulesFor(rules: Readonly<Record<string, readonly string[]>>, file: string): string[] {
  return Object.entries(rules).flatMap(([folder, banned]) => (isWithin(file, folder) ? [...banned] : []));
}

/** Whether `name` is `place` or below it; a place that ends in ":" or "/" is a beginning. */
function isWithin(name: string, place: string): boolean {
  if (place.endsWith(":") || place.endsWith("/")) return name.startsWith(place);
  return name === place || name.startsWith(`${place}/`);
}

function show({ file, specifier }: Import): string {
  return `${file} imports ${specifier}`;
}
