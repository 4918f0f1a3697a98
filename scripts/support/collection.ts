import { CollectionClient } from "../../clients/index.ts";
import { bookOfCollection } from "../../clients/nft/collection-place.ts";
import type { Workspace } from "../../tasks/shared/clients.ts";

/** What a script about a token or a collection works with. */
export type Place = Pick<
  Workspace,
  "connection" | "signer" | "output" | "addresses" | "token" | "collection"
>;

/** The workspace with the collection that a setting names, by its contract's name or its address, in the first one's place. */
export function withCollection(workspace: Place, named: string | undefined): Place {
  if (named === undefined) return workspace;
  const { connection, signer, output } = workspace;
  const addresses = bookOfCollection(workspace.addresses, named);
  const collection = new CollectionClient(addresses, signer);
  return {
    connection,
    signer,
    output,
    addresses,
    collection,
    get token() {
      return workspace.token;
    },
  };
}
