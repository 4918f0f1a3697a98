import { toCsv } from "../../tasks/shared/csv.ts";
import type { Batch } from "./journal.ts";

const HEAD = ["token", "item", "owner", "transaction", "block", "transaction paid (wei)"];

/** One line a token: what it was made from, whom it was minted to, and by which transaction. */
export function mintReport(batches: readonly Batch[]): string {
  const rows = batches.flatMap(({ minted, items }) =>
    (minted?.tokenIds ?? []).map((tokenId, place) => [
      tokenId,
      items?.[place] ?? "",
      minted?.owner ?? "",
      minted?.hash ?? "",
      String(minted?.block ?? ""),
      minted?.paid ?? "",
    ]),
  );
  return `${toCsv(HEAD, rows)}\n`;
}
