import { fail } from "../../protocol/errors.ts";
import { artefactShelf } from "../artefact-shelf.ts";
import type { Reason } from "../domain/request.ts";
import { reasonOf } from "../domain/retry.ts";
import type { Accounts, ArtefactSource, BlockRef, Chain, Clock, Mined } from "../ports.ts";
import { innerFaults, type Store } from "../store-port.ts";
import type { OpenTransaction } from "../store-records.ts";
import { compare, type Differences } from "./comparison.ts";
import { type Finding, finding } from "./finding.ts";

/** What a doctor looks at. It has no key: it sends and signs nothing. */
export interface Patient {
  readonly chain: Pick<Chain, "block" | "events" | "publication">;
  readonly artefacts: ArtefactSource;
  readonly accounts: Accounts;
  readonly store: Store;
  readonly clock: Clock;
  /** Has the watch stage undo what a reorg removed: it knows when that puts signing on hold. */
  readonly goBack: () => Promise<void>;
  /** First block whose events matter, and how many blocks are asked for at once. */
  readonly startBlock: number;
  readonly blocksPerQuery: number;
  /** Told how far the chain has been read. */
  readonly onBlock?: (block: number, of: number) => void;
}

/** A finding, and what became of it. */
export interface Examined extends Omit<Finding, "mend"> {
  readonly canMend: boolean;
  readonly mended: boolean;
  /** Why it could not be mended. */
  readonly failure?: Reason;
}

/**
 * Examines a store, and mends what it finds if it is to `fix` that. The relay may run meanwhile: what is looked at is up
 * to the cursor, and each remedy is right whenever it comes.
 */
export async function examine(patient: Patient, fix: boolean): Promise<Examined[]> {
  const findings: Examined[] = [];
  const checks = [damage, cursor, onChain, transactions, withinStore, artefacts];
  for (const check of checks) {
    const found = await check(patient);
    for (const one of found) findings.push(await examined(one, fix));
    // Nothing that is read of it means anything.
    if (found.some(({ fault }) => fault === "damaged file")) break;
  }
  return findings;
}

async function examined({ mend, ...found }: Finding, fix: boolean): Promise<Examined> {
  const canMend = mend !== undefined;
  if (!fix || !canMend) return { ...found, canMend, mended: false };
  try {
    await mend();
    return { ...found, canMend, mended: true };
  } catch (error) {
    return { ...found, canMend, mended: false, failure: reasonOf(error) };
  }
}

async function damage({ store }: Patient): Promise<Finding[]> {
  return present(finding("damaged file", await store.damage()));
}

/** A block that the endpoint does not have yet proves nothing. */
async function cursor({ store, chain, goBack }: Patient): Promise<Finding[]> {
  const at = await store.cursor();
  const found = at && (await chain.block(at.number));
  if (at === undefined || found === undefined || found.hash === at.hash) return [];
  return present(finding("cursor on a vanished block", [String(at.number)], goBack));
}

async function onChain(patient: Patient): Promise<Finding[]> {
  const { store, chain, clock, startBlock: from, blocksPerQuery, onBlock } = patient;
  const to = (await commonBlock(patient))?.number ?? -1;
  const of = await compare(chain, store, { from, to, blocksPerQuery }, (block) => onBlock?.(block, to));
  const takeAgain = () => store.takeAgain(of.missed, clock.now());
  return present(
    finding("request that the chain does not have", of.vanishedRequests, () => takeBack(store, of)),
    finding("end that the chain does not have", of.vanishedEnds, () => takeBack(store, of)),
    finding("program unknown", of.unknownPrograms, takeAgain),
    finding("request of the chain unknown", of.unknownRequests, takeAgain),
    finding("end of a request unknown", of.unknownEnds, takeAgain),
  );
}

function takeBack(
  store: Store,
  { vanishedRequests: requests, vanishedEnds: ends }: Differences,
): Promise<void> {
  return store.takeBack({ requests, ends });
}

async function transactions({ store, accounts, clock }: Patient): Promise<Finding[]> {
  const over: OpenTransaction[] = [];
  for (const open of await store.openTransactions()) {
    if ((await accounts.nonce(open.sender)) > open.nonce) over.push(open);
  }
  const subjects = over.map(({ sender, nonce }) => `${sender} nonce ${nonce}`);
  return present(
    finding("transaction whose nonce is used", subjects, async () => {
      for (const open of over) await close(open, store, accounts, clock.now());
    }),
  );
}

/** As what became of it: mined, cancelled, reverted, or overtaken by another of the same nonce. */
async function close(open: OpenTransaction, store: Store, accounts: Accounts, now: number): Promise<void> {
  const { transactionId, nonce } = open;
  const release = (error: Error, failed: boolean) => ({ reason: reasonOf(error), retryAt: now, failed });
  const end = await minedOf(open, accounts);
  if (end === undefined) return store.recordLost(transactionId, release(fail("ALT_RELAY_NONCE_USED"), false));
  if (end.cancels) {
    const cancelled = release(fail("ALT_RELAY_CANCELLED", { nonce }), false);
    return store.recordCancelled(transactionId, cancelled, end.mined);
  }
  if (end.mined.success) return store.recordMined(transactionId, end.mined);
  const reverted = release(fail("ALT_RELAY_TRANSACTION_REVERTED", { nonce }), true);
  return store.recordLost(transactionId, reverted, end.mined);
}

async function minedOf(
  { hashes, cancellations }: OpenTransaction,
  accounts: Accounts,
): Promise<{ readonly mined: Mined; readonly cancels: boolean } | undefined> {
  for (const hash of hashes) {
    const mined = await accounts.mined(hash);
    if (mined) return { mined, cancels: cancellations.includes(hash) };
  }
  return undefined;
}

async function withinStore({ store, clock }: Patient): Promise<Finding[]> {
  const findings = await Promise.all(
    innerFaults.map(async (fault) => {
      const subjects = await store.innerFault(fault, clock.now());
      const mend = () => store.mendInnerFault(fault, clock.now());
      return finding(fault, subjects, fault === "signature without a request" ? undefined : mend);
    }),
  );
  return present(...findings);
}

async function artefacts({ store, chain, artefacts: source }: Patient): Promise<Finding[]> {
  const programs = await store.programsWithoutArtefact();
  const { artefactOf } = artefactShelf({ chain, artefacts: source }, store);
  return present(
    finding(
      "artefact missing",
      programs.map(({ codeHash }) => codeHash),
      async () => {
        for (const program of programs) await artefactOf(program);
      },
    ),
  );
}

/** The newest block on record that the chain still has. */
async function commonBlock({
  store,
  chain,
}: Pick<Patient, "store" | "chain">): Promise<BlockRef | undefined> {
  for (const checkpoint of await store.checkpoints()) if (await stands(chain, checkpoint)) return checkpoint;
  return undefined;
}

async function stands(chain: Pick<Chain, "block">, { number, hash }: BlockRef): Promise<boolean> {
  return (await chain.block(number))?.hash === hash;
}

function present(...findings: readonly (Finding | undefined)[]): Finding[] {
  return findings.filter((one) => one !== undefined);
}
