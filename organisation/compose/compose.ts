import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Organisation } from "../schema/organisation.ts";
import { recall, remember } from "./cache.ts";
import { ContractIndex } from "./contracts.ts";
import { type ComposedFolder, moduleFiles, recipesOf } from "./modules.ts";
import { parseSolidity } from "./solidity.ts";
import { sourceOf } from "./source.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

export function organisationFolder(organisation: Organisation): ComposedFolder {
  return {
    folder: `contracts/organisation/${organisation.name}`,
    recipes: recipesOf(organisation),
    origin: "from the organisation's config by `npx hardhat compose`",
  };
}

/** Sources by their paths from the project's root. */
export async function composeSources(composed: ComposedFolder): Promise<Map<string, string>> {
  const { folder, recipes, origin } = composed;
  const known = recall(ROOT, composed);
  if (known) return known;
  const files = new Set(recipes.flatMap(({ modules }) => modules.map((module) => moduleFiles[module])));
  const trees = parseSolidity([...files], ROOT);
  const index = new ContractIndex(trees);
  const sources = new Map<string, string>();
  for (const { name, notice, modules } of recipes) {
    const file = `${folder}/${name}.sol`;
    const bases = modules.map((module) => index.contract(module));
    sources.set(file, await formatted(sourceOf({ name, notice, bases, file, origin })));
  }
  remember(ROOT, composed, { parsed: trees.keys(), sources });
  return sources;
}

/** Files of the folder that are not as its recipes have them: to be written, or to be removed. */
export async function staleSources(composed: ComposedFolder): Promise<string[]> {
  return differences(composed, await composeSources(composed));
}

/** Writes what is stale, and removes what no recipe makes. Gives the paths. */
export async function writeSources(composed: ComposedFolder): Promise<string[]> {
  const sources = await composeSources(composed);
  const stale = differences(composed, sources);
  for (const file of stale) {
    const source = sources.get(file);
    const place = path.join(ROOT, file);
    mkdirSync(path.dirname(place), { recursive: true });
    if (source === undefined) rmSync(place);
    else writeFileSync(place, source);
  }
  return stale;
}

function differences(composed: ComposedFolder, sources: ReadonlyMap<string, string>): string[] {
  const wrong = [...sources].filter(([file, source]) => sourceAt(file) !== source).map(([file]) => file);
  return [...wrong, ...strangers(composed, sources)];
}

function strangers({ folder }: ComposedFolder, sources: ReadonlyMap<string, string>): string[] {
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
