import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { fail } from "../../protocol/errors.ts";
import { readText } from "../support/files.ts";

/** Metadata as marketplaces read it (ERC-721's JSON schema and `attributes`); whatever else it says stays. */
const metadataSchema = z.looseObject({
  name: z.string().min(1),
  description: z.string().optional(),
  image: z.string().optional(),
  attributes: z
    .array(z.looseObject({ trait_type: z.string().optional(), value: z.union([z.string(), z.number()]) }))
    .optional(),
});

export type ItemMetadata = z.infer<typeof metadataSchema>;

/** A token to be: its JSON, and its picture, if that is a file of the folder. */
export interface FolderItem {
  /** The JSON file's name without its ending. */
  readonly name: string;
  readonly metadata: ItemMetadata;
  /** Path of the picture; undefined where the metadata names one by a URI. */
  readonly picture: string | undefined;
}

const PICTURES = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"];
const URI = /^[a-z][a-z0-9+.-]*:/i;

/**
 * The items of a folder: for each `<name>.json` the picture that its `image` names, or `<name>.png` (or another
 * ending). 2 comes before 10. Every file that is not right is told. Throws ALT_MINT_FOLDER.
 */
export function readFolder(folder: string): FolderItem[] {
  const files = filesOf(folder);
  const faults: string[] = [];
  const items = files
    .filter((file) => path.extname(file).toLowerCase() === ".json")
    .sort(new Intl.Collator("en", { numeric: true }).compare)
    .flatMap((file) => itemOf(folder, file, files, faults) ?? []);
  const used = new Set(items.map(({ picture }) => picture && path.basename(picture)));
  const stray = files.filter((file) => isPicture(file) && !used.has(file));
  // A picture whose JSON is broken has been told of.
  if (faults.length === 0) faults.push(...stray.map((file) => `${file} belongs to no JSON file`));
  if (items.length === 0 && faults.length === 0) faults.push("it holds no JSON file");
  if (faults.length > 0) throw fail("ALT_MINT_FOLDER", { folder, faults: faults.join("; ") });
  return items;
}

function itemOf(
  folder: string,
  file: string,
  files: readonly string[],
  faults: string[],
): FolderItem | undefined {
  const metadata = metadataOf(path.join(folder, file));
  if (typeof metadata === "string") return void faults.push(`${file} ${metadata}`);
  const name = path.parse(file).name;
  const { image } = metadata;
  if (image !== undefined && URI.test(image)) return { name, metadata, picture: undefined };
  const candidates = files.filter((one) =>
    image === undefined ? isPicture(one) && path.parse(one).name === name : one === path.basename(image),
  );
  const [picture] = candidates;
  if (picture === undefined) faults.push(`${file} has no picture${image === undefined ? "" : ` ${image}`}`);
  else if (candidates.length > 1) faults.push(`${file} has several pictures: ${candidates.join(", ")}`);
  else if (statSync(path.join(folder, picture)).size === 0) faults.push(`${picture} is empty`);
  else return { name, metadata, picture: path.join(folder, picture) };
}

/** The metadata, or what is wrong with it. */
function metadataOf(file: string): ItemMetadata | string {
  try {
    const parsed = metadataSchema.safeParse(JSON.parse(readText(file)));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    return `is no metadata (${[...(issue?.path ?? []), issue?.message].join(" ")})`;
  } catch {
    return "is not JSON";
  }
}

function filesOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((one) => one.isFile() && !one.name.startsWith(".")).map(({ name }) => name);
  } catch (error) {
    throw fail("ALT_FILE_NOT_FOUND", { file: folder }, error);
  }
}

function isPicture(file: string): boolean {
  return PICTURES.includes(path.extname(file).toLowerCase());
}
