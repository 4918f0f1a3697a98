import { fail } from "../../protocol/errors.ts";
import type { StopRequest } from "../support/stop.ts";
import type { Batch, MintJournal, MintPlan, Sending } from "./journal.ts";
import type { MintChain } from "./mint-chain.ts";
import { type Settled, settle } from "./settle.ts";

/** What a run mints, and who hears of it. */
export interface MintRun {
  readonly chain: MintChain;
  readonly journal: MintJournal;
  readonly plan: MintPlan;
  /** Names of the folder's items; undefined where tokens are just counted. */
  readonly items: readonly string[] | undefined;
  readonly stop: Pick<StopRequest, "requested">;
  /** Hears how many tokens are minted, and how many of them an earlier run minted. */
  readonly onProgress: (minted: number, before: number) => void;
}

/**
 * Mints what the journal does not know as minted, a batch at a time; in the end the journal knows all. Every batch of
 * earlier runs is looked up on the chain first. Throws ALT_SCRIPT_STOPPED where an end was asked for.
 */
export async function runMint(run: MintRun): Promise<void> {
  const { chain, journal, plan, stop, onProgress } = run;
  const before = await settleEarlier(run);
  const left = () => plan.quantity - quantityOf(journal.batches);
  const largest = left() > 0 ? await chain.largestBatch() : 0;
  for (onProgress(plan.quantity - left(), before); left() > 0; onProgress(plan.quantity - left(), before)) {
    if (stop.requested)
      throw fail("ALT_SCRIPT_STOPPED", { done: plan.quantity - left(), total: plan.quantity });
    await mintBatch(run, Math.min(largest, left()));
  }
}

/** How many tokens earlier runs minted, once every batch of theirs has been looked up. */
async function settleEarlier(run: MintRun): Promise<number> {
  let minted = 0;
  for (const batch of run.journal.batches) {
    if ((await bringToEnd(run, batch)) === "minted") minted += batch.quantity;
  }
  return minted;
}

async function mintBatch(run: MintRun, quantity: number): Promise<void> {
  const { chain, journal, plan } = run;
  const sender = await chain.sender();
  const sending: Sending = {
    batch: journal.nextBatch,
    sender,
    nonce: await chain.nextNonce(sender, "pending"),
    quantity,
    ...chain.callFor(plan.to, quantity),
    ...(run.items && { items: itemsLeft(run.items, journal.batches).slice(0, quantity) }),
  };
  await send(run, sending);
}

/** Writes what is about to be sent before it is, so that whoever reads the journal knows where to look for it. */
async function send(run: MintRun, sending: Sending): Promise<void> {
  const { chain, journal } = run;
  journal.append({ type: "sending", ...sending });
  const { batch } = sending;
  await chain.send(sending, (hash) => journal.append({ type: "sent", batch, hash }));
  const sent = journal.batches.find((one) => one.batch === batch);
  if (sent !== undefined) await bringToEnd(run, sent);
}

/** Settles a batch: it is minted then, or void and its tokens are minted by another. */
async function bringToEnd(run: MintRun, batch: Batch): Promise<Settled["state"]> {
  const { chain, journal } = run;
  const settled = await settle(chain, batch);
  if (settled.state === "minted") {
    if (batch.minted?.hash !== settled.receipt.hash)
      journal.append({ type: "minted", ...(await chain.mintedBy(settled.receipt, batch)) });
  } else if (settled.state === "unsent") {
    const { batch: number, sender, nonce, quantity, target, data, items } = batch;
    await send(run, { batch: number, sender, nonce, quantity, target, data, ...(items && { items }) });
  } else {
    journal.append({ type: "void", batch: batch.batch });
  }
  return settled.state;
}

function quantityOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { quantity }) => sum + quantity, 0);
}

function itemsLeft(items: readonly string[], batches: readonly Batch[]): string[] {
  const taken = new Set(batches.flatMap((batch) => batch.items ?? []));
  return items.filter((item) => !taken.has(item));
}
