import type { TransactionReceipt } from "ethers";
import type { CollectionBase } from "../../types/index.js";
import { minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import type { Minted } from "./collection-types.ts";

/** What a mint's transaction made. */
export function mintedIn(
  collection: CollectionBase,
  receipt: TransactionReceipt,
  { owner, paid }: Pick<Minted, "owner" | "paid">,
): Minted {
  const transfers = eventsIn(receipt.logs, collection, collection.filters.Transfer);
  return { tokenIds: transfers.map(({ args }) => args.tokenId), owner, paid, mined: minedOf(receipt) };
}
