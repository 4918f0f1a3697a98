import { setTimeout as pause } from "node:timers/promises";
import type { TransactionReceipt } from "ethers";
import { fail } from "../../protocol/errors.ts";
import type { Batch } from "./journal.ts";

/** What settling asks of a chain. */
export interface SendingChain {
  /** The receipt of a mined transaction. */
  receiptOf(hash: string): Promise<TransactionReceipt | null>;
  /** The transaction of `sender` with `nonce`, mined or waiting, where the chain shows it. */
  sentWith(sender: string, nonce: number): Promise<SentCall | undefined>;
  /** The nonce that comes next: by what is mined, and by what waits as well. */
  nextNonce(sender: string, counting: "latest" | "pending"): Promise<number>;
}

export interface SentCall {
  readonly hash: string;
  readonly to: string | null;
  readonly data: string;
}

/** What became of a batch. `unsent`: its nonce is free, so nothing was mined, and nothing can be but with that nonce. */
export type Settled =
  | { readonly state: "minted" | "reverted"; readonly receipt: TransactionReceipt }
  | { readonly state: "displaced" }
  | { readonly state: "unsent" };

const POLL_MS = 200;

/**
 * What became of a batch that may have been sent, waiting for the chain where it cannot tell yet. The recorded hash is
 * looked up first. Where it leads nowhere (the process was killed before the node's answer, a reorg, or a wallet that sped
 * the transaction up) the nonce decides: a chain mines one transaction with it. Throws ALT_MINT_NONCE_GAP.
 */
export async function settle(chain: SendingChain, batch: Batch, pollMs = POLL_MS): Promise<Settled> {
  const known = batch.hash === undefined ? null : await chain.receiptOf(batch.hash);
  if (known !== null) return endedWith(known);
  for (;;) {
    const { sender, nonce } = batch;
    const [mined, waiting] = await Promise.all([
      chain.nextNonce(sender, "latest"),
      chain.nextNonce(sender, "pending"),
    ]);
    if (waiting < nonce) throw fail("ALT_MINT_NONCE_GAP", { sender, nonce, next: waiting });
    if (waiting === nonce) return { state: "unsent" };
    const found = mined > nonce ? await chain.sentWith(sender, nonce) : undefined;
    if (found !== undefined) {
      if (!isCallOf(found, batch)) return { state: "displaced" };
      const receipt = await chain.receiptOf(found.hash);
      if (receipt !== null) return endedWith(receipt);
    }
    await pause(pollMs);
  }
}

function endedWith(receipt: TransactionReceipt): Settled {
  return { state: receipt.status === 1 ? "minted" : "reverted", receipt };
}

function isCallOf({ to, data }: SentCall, batch: Batch): boolean {
  return to?.toLowerCase() === batch.target.toLowerCase() && data.toLowerCase() === batch.data.toLowerCase();
}
