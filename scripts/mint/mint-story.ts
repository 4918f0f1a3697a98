import path from "node:path";
import { resolveAccount, type Workspace } from "../../tasks/shared/clients.ts";
import { type Place, withCollection } from "../support/collection.ts";
import { outputFolder } from "../support/files.ts";
import { withLock } from "../support/lock.ts";
import { ProgressBar } from "../support/progress-bar.ts";
import { type Settings, text, whole } from "../support/settings.ts";
import { listenForStop } from "../support/stop.ts";
import { finishMint } from "./finish.ts";
import { type FolderItem, readFolder } from "./folder.ts";
import { requireOwnFiles } from "./metadata-place.ts";
import { MintChain } from "./mint-chain.ts";
import { openJournal, type Wanted } from "./open-journal.ts";
import { runMint } from "./run-mint.ts";

export const mintSettings = {
  MINT_COUNT: whole("How many tokens; a folder says so itself", "3"),
  MINT_TO: text(
    "Who gets them: an address, a number in `npx hardhat accounts`, a name such as treasury",
    "signer",
  ),
  MINT_COLLECTION: text("Which collection, by its contract's name or its address; the first if not set"),
  MINT_FOLDER: text("Folder of pictures and JSON metadata, a token each: 1.png and 1.json, …"),
  MINT_IMAGE_URI: text("Where the folder's pictures were pinned, such as ipfs://bafy…"),
  MINT_OUT: text("Folder for the journal, the report and what is to be pinned"),
};

/** Mints, or goes on where an earlier run stopped. See scripts/mint.ts. */
export async function mintStory(opened: Workspace, settings: Settings<typeof mintSettings>) {
  const workspace = withCollection(opened, settings.MINT_COLLECTION);
  const { MINT_FOLDER, MINT_IMAGE_URI: imageUri } = settings;
  const folder = MINT_FOLDER === undefined ? undefined : path.resolve(MINT_FOLDER);
  const items = folder === undefined ? undefined : readFolder(folder);
  if (folder !== undefined) await requireOwnFiles(workspace, folder);
  const wanted = {
    to: await resolveAccount(workspace, settings.MINT_TO, "recipient"),
    quantity: items?.length ?? Number(settings.MINT_COUNT),
    ...(folder !== undefined && { folder }),
  };
  const names = folder === undefined ? [] : [path.basename(folder)];
  const out = settings.MINT_OUT ?? outputFolder(workspace.connection.networkName, "mint", ...names);
  return withLock(path.join(out, "journal.lock"), async () => {
    const minted = await mintWanted(workspace, path.join(out, "journal.jsonl"), wanted, items);
    return finishMint(workspace, { ...minted, out, items, imageUri });
  });
}

async function mintWanted(
  workspace: Place,
  file: string,
  wanted: Wanted,
  items: readonly FolderItem[] | undefined,
) {
  const chain = new MintChain(workspace);
  const { journal, plan } = await openJournal(chain, file, wanted, workspace.output.progress);
  const bar = new ProgressBar(plan.quantity, "tokens");
  const stop = listenForStop((line) => console.error(line));
  let resumed = 0;
  const onProgress = (minted: number, before: number) => {
    resumed = before;
    bar.show(minted, before);
  };
  try {
    await runMint({ chain, journal, plan, items: items?.map(({ name }) => name), stop, onProgress });
  } finally {
    bar.stop();
    stop.release();
  }
  return { journal, plan, resumed };
}
