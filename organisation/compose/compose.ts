import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Organisation } from "../schema/organisation.ts";
import { recall, remember } from "./cache.ts";
import { ContractIndex } from "./contracts.ts";
import { moduleFiles, recipesOf } from "./modules.ts";
import { parseSolidity } from "./solidity.ts";
import { sourceOf } from "./source.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Sources of an organisation's contracts, by their paths from the project's root. */
export async function composeSources(organisation: Organisation): Promise<Map<string, string>> {
  const recipes = recipesOf(organisation);
  const folder = folderOf(organisation);
  const known = recall(ROOT, folder, recipes);
  if (known) return known;
  const files = new Set(recipes.flatMap(({ modules }) => modules.map((module) => moduleFiles[module])));
  const trees = parseSolidity([...files], ROOT);
  const index = new ContractIndex(trees);
  const sources = new Map<string, string>();
  for (const { name, notice, modules } of recipes) {
    const file = `${folder}/${name}.sol`;
    const bases = modules.map((module) => index.contract(module));
    sources.set(file, await formatted(sourceOf({ name, notice, bases, file })));
  }
  remember(ROOT, folder, recipes, { parsed: trees.keys(), sources });
  return sources;
}

/** Files of an organisation's folder that are not as its config has them: to be written, or to be removed. */
export async function staleSources(organisation: Organisation): Promise<string[]> {
  return differences(organisation, await composeSources(organisation));
}

/** Writes what is stale, and removes what no recipe makes. Gives the paths. */
export async function writeSources(organisation: Organisation): Promise<string[]> {
  const sources = await composeSources(organisation);
  const stale = differences(organisation, sources);
  for (const file of stale) {
    const source = sources.get(file);
    const place = path.join(ROOT, file);
    mkdirSync(path.dirname(place), { recursive: true });
    if (source === undefined) rmSync(place);
    else writeFileSync(place, source);
  }
  return stale;
}

function differences(organisation: Organisation, sources: ReadonlyMap<string, string>): string[] {
  const wrong = [...sources].filter(([file, source]) => sourceAt(file) !== source).map(([file]) => file);
  return [...wrong, ...strangers(organisation, sources)];
}

function folderOf({ name }: Organisation): string {
  return `contracts/organisation/${name}`;
}

function strangers(organisation: Organisation, sources: ReadonlyMap<string, string>): string[] {
  const folder = folderOf(organisation);
  if (!existsSync(path.join(ROOT, folder))) return [];
  const files = readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`);
  return files.filter((file) => file.endsWith(".sol") && !sources.has(file));
}

function sourceAt(file: string): string | undefined {
  const place = path.join(ROOT, file);
  return existsSync(place) ? readFileSync(place, "utf8") : undefined;
}

async function formatted(source: string): Promise<string> {
  const prettier = await import("prettier");
  const options = await prettier.resolveConfig(path.join(ROOT, "contracts/x.sol"));
  return await prettier.format(source, {
    ...options,
    filepath: "x.sol",
    plugins: ["prettier-plugin-solidity"],
  });
}
