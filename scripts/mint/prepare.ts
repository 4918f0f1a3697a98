import { readFileSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "../support/files.ts";
import type { FolderItem } from "./folder.ts";

/** An item and the token that it became. */
export interface TokenItem {
  readonly tokenId: string;
  readonly item: FolderItem;
}

/** What is ready to be pinned. */
export interface Prepared {
  readonly metadata: string;
  readonly images: string;
  /** Whether metadata still names pictures by a path, as nobody knows their URI yet. */
  readonly imagesUnpinned: boolean;
}

/**
 * Writes `images/<id>.png` and `metadata/<id>.json` (whatever the collection's `suffix` is) below `folder`. `image` becomes `imageUri` and the file's name;
 * until the pictures are pinned and `imageUri` is known, a path from the metadata to the picture.
 */
export function prepareFolder(
  folder: string,
  tokens: readonly TokenItem[],
  imageUri: string | undefined,
  suffix: string,
): Prepared {
  const images = path.join(folder, "images");
  const metadata = path.join(folder, "metadata");
  for (const { tokenId, item } of tokens) {
    const image = pictureOf(item, tokenId, images, imageUri) ?? item.metadata.image;
    const text = JSON.stringify({ ...item.metadata, image }, undefined, 2);
    writeWhole(path.join(metadata, `${tokenId}${suffix}`), `${text}\n`);
  }
  const imagesUnpinned = imageUri === undefined && tokens.some(({ item }) => item.picture !== undefined);
  return { metadata, images, imagesUnpinned };
}

/** Copies the item's picture; how metadata names it. */
function pictureOf(
  { picture }: FolderItem,
  tokenId: string,
  images: string,
  imageUri: string | undefined,
): string | undefined {
  if (picture === undefined) return undefined;
  const file = `${tokenId}${path.extname(picture).toLowerCase()}`;
  writeWhole(path.join(images, file), readFileSync(picture));
  return imageUri === undefined ? `../images/${file}` : `${imageUri.replace(/\/*$/, "")}/${file}`;
}
