import path from "node:path";
import { ether } from "../../tasks/shared/format.ts";
import { printFields } from "../../tasks/shared/output.ts";
import type { Place } from "../support/collection.ts";
import { writeWhole } from "../support/files.ts";
import type { FolderItem } from "./folder.ts";
import type { MintJournal, MintPlan } from "./journal.ts";
import { metadataPlace } from "./metadata-place.ts";
import { type Prepared, prepareFolder } from "./prepare.ts";
import { mintReport } from "./report.ts";

/** A mint whose tokens are all there. */
export interface FinishedMint {
  readonly journal: MintJournal;
  readonly plan: MintPlan;
  /** Tokens that earlier runs minted. */
  readonly resumed: number;
  readonly out: string;
  readonly items: readonly FolderItem[] | undefined;
  readonly imageUri: string | undefined;
}

/** Writes the report and what is to be pinned, and tells what was minted. */
export async function finishMint(workspace: Place, mint: FinishedMint) {
  const { journal, plan, out, items, resumed } = mint;
  const batches = journal.batches;
  const minted = batches.flatMap((batch) => batch.minted ?? []);
  const tokenIds = minted.flatMap((batch) => batch.tokenIds);
  const report = path.join(out, items === undefined ? `tokens-${rangeOf(tokenIds)}.csv` : "tokens.csv");
  writeWhole(report, mintReport(batches));
  const pinned = items === undefined ? undefined : await prepare(workspace, mint);
  // A folder's journal stays: a second run mints what was added to the folder, and nothing twice.
  if (items === undefined) journal.remove();
  const document = {
    tokenIds,
    owner: plan.to,
    paid: minted.reduce((sum, batch) => sum + BigInt(batch.paid), 0n),
    transactions: minted.map(({ hash }) => hash),
    collection: plan.collection,
    resumed,
    report,
    ...pinned,
  };
  workspace.output.finish(document, () => show(workspace, document));
  return document;
}

interface MintDocument extends Partial<Prepared> {
  readonly tokenIds: readonly string[];
  readonly owner: string;
  readonly paid: bigint;
  readonly transactions: readonly string[];
  readonly collection: string;
  readonly resumed: number;
  readonly report: string;
  /** What a collection does with a folder's files; undefined where there is no folder. */
  readonly note?: string;
}

function show({ connection }: Place, mint: MintDocument): void {
  const { tokenIds, transactions } = mint;
  printFields({
    Minted: `${listOf(tokenIds)}${mint.resumed > 0 ? ` (${mint.resumed} of them before)` : ""}`,
    Owner: mint.owner,
    Paid: ether(mint.paid),
    ...(transactions.length === 1
      ? { Transaction: transactions[0] ?? "" }
      : { Transactions: String(transactions.length) }),
    Collection: mint.collection,
    Report: mint.report,
    ...(mint.metadata !== undefined && { "To pin": `${mint.images}, ${mint.metadata}` }),
    "Look at one": `npx hardhat nft show ${tokenIds[0]} --network ${connection.networkName}`,
  });
  if (mint.note !== undefined) console.log(`\n${mint.note}`);
}

/** What becomes of the folder's pictures and metadata in this collection. */
async function prepare(
  workspace: Place,
  { journal, items = [], out, imageUri, plan }: FinishedMint,
): Promise<Partial<Prepared> & { readonly note: string }> {
  const place = await metadataPlace(workspace);
  if (place === undefined) {
    const name = await workspace.collection.contract.name();
    return { note: `${name} makes metadata and pictures itself: those of ${plan.folder} are not used.` };
  }
  const byName = new Map(items.map((item) => [item.name, item]));
  const tokens = journal.batches.flatMap(({ minted, items: names = [] }) =>
    (minted?.tokenIds ?? []).flatMap((tokenId, index) => {
      const item = byName.get(names[index] ?? "");
      return item === undefined ? [] : [{ tokenId, item }];
    }),
  );
  const prepared = prepareFolder(out, tokens, imageUri, place.suffix);
  return { ...prepared, note: nextStep(prepared, place.baseUri) };
}

function nextStep({ metadata, images, imagesUnpinned }: Prepared, baseUri: string): string {
  return imagesUnpinned
    ? `Pin ${images}, and run this again with MINT_IMAGE_URI set to its URI: nothing more is minted, and the metadata names the pictures.`
    : `Pin ${metadata}, and have the DAO set the base URI to its URI and a slash (now "${baseUri}"): setBaseURI of the collection.`;
}

/** All ids where they are few, else the ends of each run of them: `#1 to #200, #203`. */
function listOf(tokenIds: readonly string[]): string {
  if (tokenIds.length <= 10) return tokenIds.map((id) => `#${id}`).join(" ");
  const runs: [bigint, bigint][] = [];
  for (const id of tokenIds.map(BigInt)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] + 1n === id) last[1] = id;
    else runs.push([id, id]);
  }
  return runs.map(([first, last]) => (first === last ? `#${first}` : `#${first} to #${last}`)).join(", ");
}

function rangeOf(tokenIds: readonly string[]): string {
  return `${tokenIds[0]}-${tokenIds.at(-1)}`;
}
