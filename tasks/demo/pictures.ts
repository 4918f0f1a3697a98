import { writeFileSync } from "node:fs";
import path from "node:path";
import { CollectionClient } from "../../clients/nft/collection-client.ts";
import type { CollectionToken } from "../../clients/nft/collection-types.ts";
import { fail } from "../../protocol/errors.ts";
import type { Stage } from "./stage.ts";

export interface Picture {
  readonly tokenId: bigint;
  /** As the token's metadata says it. */
  readonly name: string;
  readonly svg: string;
  readonly metadata: string;
}

/** Writes each token's picture and metadata, as the chain gives them, to `folder`, which exists. */
export async function savePictures(
  stage: Stage,
  tokenIds: readonly bigint[],
  folder: string,
): Promise<Picture[]> {
  const collection = new CollectionClient(stage.addresses, stage.connection.ethers.provider);
  const tokens = await Promise.all(tokenIds.map((tokenId) => collection.token(tokenId)));
  return tokens.map((token) => save(token, folder));
}

function save({ tokenId, svg, metadata, uri }: CollectionToken, folder: string): Picture {
  if (svg === undefined || metadata === undefined) throw fail("ALT_NFT_PICTURE", { tokenId, uri });
  const file = path.join(folder, `shield-${tokenId}`);
  writeFileSync(`${file}.svg`, svg);
  writeFileSync(`${file}.json`, `${JSON.stringify(metadata, undefined, 2)}\n`);
  return { tokenId, name: metadata.name, svg: `${file}.svg`, metadata: `${file}.json` };
}
