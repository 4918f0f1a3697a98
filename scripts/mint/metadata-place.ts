import { Contract } from "ethers";
import { hasModule } from "../../clients/nft/modules.ts";
import { fail } from "../../protocol/errors.ts";
import type { Workspace } from "../../tasks/shared/clients.ts";

const BY_URI = ["function baseURI() view returns (string)", "function uriSuffix() view returns (string)"];

type Place = Pick<Workspace, "collection">;

/** Where a collection says that its tokens' metadata is: the base, the id, the suffix. */
export interface MetadataPlace {
  readonly baseUri: string;
  readonly suffix: string;
}

/** The collection's base URI; undefined where it makes metadata on chain. */
export async function metadataPlace({ collection: { contract } }: Place): Promise<MetadataPlace | undefined> {
  if (!(await hasModule(contract, "baseURI"))) return undefined;
  const place = new Contract(contract.target, BY_URI, contract.runner);
  const [baseUri, suffix] = (await Promise.all([
    place.getFunction("baseURI")(),
    place.getFunction("uriSuffix")(),
  ])) as [string, string];
  return { baseUri, suffix };
}

/** A reveal draws which file is whose after the sale: none can be minted. Throws ALT_MINT_REVEAL. */
export async function requireOwnFiles({ collection: { contract } }: Place, folder: string): Promise<void> {
  if (!(await hasModule(contract, "reveal"))) return;
  const [collection, maxSupply] = await Promise.all([contract.name(), contract.maxSupply()]);
  throw fail("ALT_MINT_REVEAL", { collection, folder, maxSupply });
}
