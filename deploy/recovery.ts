import { HardhatError } from "@nomicfoundation/hardhat-errors";
import {
  type ArtifactResolver,
  type EIP1193Provider,
  trackTransaction,
  wipe,
} from "@nomicfoundation/ignition-core";
import { fail } from "../protocol/errors.ts";
import { findSent, nonceAt } from "./chain.ts";
import { readJournal, type UnsettledSend } from "./journal.ts";
import type { DeployProgress } from "./progress.ts";

export interface Recovery {
  readonly folder: string;
  readonly provider: EIP1193Provider;
  readonly artifacts: ArtifactResolver;
  readonly progress: DeployProgress;
  /** Whether the chain lives on the developer's machine, where one block is enough to be sure. */
  readonly isLocal: boolean;
}

const { EXECUTION } = HardhatError.ERRORS.IGNITION;
const NONCE_ERRORS = [
  EXECUTION.NONCE_TOO_HIGH,
  EXECUTION.NONCE_TOO_LOW,
  EXECUTION.TRANSACTION_LOST,
  EXECUTION.DROPPED_TRANSACTION,
];

/** What nodes say themselves: the nonce is gone, or one that pays more waits under it. */
const NODES_TEXT = /nonce|replacement transaction underpriced/i;

/** Whether a run stopped because somebody else used the deployer's account meanwhile. */
export function isNonceTrouble(error: unknown): boolean {
  if (NONCE_ERRORS.some((descriptor) => HardhatError.isHardhatError(error, descriptor))) return true;
  return !HardhatError.isHardhatError(error) && error instanceof Error && NODES_TEXT.test(error.message);
}

/**
 * Makes a journal fit to go on with after a run that was killed or disturbed. A transaction that may have left is
 * looked up on chain by its nonce: found, it is noted, and if a stranger took the nonce the step is sent again; not
 * found, it never left. Steps that failed are forgotten, so that they are tried again.
 */
export async function mendJournal(recovery: Recovery): Promise<void> {
  const summary = readJournal(recovery.folder);
  for (const send of summary?.unsettled ?? []) await settleSend(recovery, send);
  for (const step of summary?.failed ?? []) await wipe(recovery.folder, recovery.artifacts, step);
}

async function settleSend(recovery: Recovery, send: UnsettledSend): Promise<void> {
  const { folder, provider, artifacts, progress, isLocal } = recovery;
  const sent = await findSent(provider, send.sender, send.nonce);
  if (sent === undefined) {
    if ((await nonceAt(provider, send.sender, "pending")) > send.nonce) throw pendingTransaction(send);
    await wipe(folder, artifacts, send.futureId);
    return;
  }
  const isMined = (await nonceAt(provider, send.sender, "latest")) > send.nonce;
  const replaced = await trackTransaction(folder, sent.hash, provider, isLocal ? 1 : undefined).catch(
    (error: unknown) => {
      // It takes one that waits only where that is the step's own.
      throw isMined ? error : pendingTransaction(send);
    },
  );
  if (replaced !== undefined) {
    progress({ kind: "note", text: `${sent.hash} took nonce ${send.nonce}; ${send.futureId} is sent again` });
  }
}

function pendingTransaction({ sender, nonce }: UnsettledSend) {
  return fail("ALT_DEPLOY_FOREIGN_TRANSACTION", { sender, fault: `transaction ${nonce} is not mined yet` });
}
