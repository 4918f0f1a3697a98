import { existsSync, readFileSync, truncateSync } from "node:fs";
import path from "node:path";

/** A transaction that Ignition was about to send when its process ended: nobody noted whether it left. */
export interface UnsettledSend {
  readonly futureId: string;
  readonly sender: string;
  readonly nonce: number;
}

export interface MinedIn {
  readonly blockHash: string;
  readonly blockNumber: number;
}

/** What the journal of an earlier run tells about the chain it ran on. */
export interface JournalSummary {
  readonly unsettled: readonly UnsettledSend[];
  /** Steps that ended, with success and without. */
  readonly done: readonly string[];
  readonly failed: readonly string[];
  /** The blocks of the first and of the last transaction known to be mined. */
  readonly origin: MinedIn | undefined;
  readonly anchor: MinedIn | undefined;
}

interface JournalMessage {
  readonly type: string;
  readonly futureId?: string;
  readonly from?: string;
  readonly nonce?: number;
  readonly receipt?: MinedIn;
  readonly result?: { readonly type: string };
}

const FORGETTING = new Set(["WIPE_APPLY", "ONCHAIN_INTERACTION_REPLACED_BY_USER", "TRANSACTION_SEND"]);

/** Reads `journal.jsonl` of a deployment's folder; undefined where there is none. */
export function readJournal(folder: string): JournalSummary | undefined {
  const file = path.join(folder, "journal.jsonl");
  if (!existsSync(file)) return undefined;
  return summarise(messagesOf(file));
}

/** A process killed while it wrote leaves half a line at the end: what it said never happened, so it goes. */
function messagesOf(file: string): JournalMessage[] {
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  if (last !== "" && !isJson(last)) {
    truncateSync(file, Buffer.byteLength(text) - Buffer.byteLength(last));
    lines.pop();
  }
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as JournalMessage);
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function summarise(messages: readonly JournalMessage[]): JournalSummary {
  const senders = new Map<string, string>();
  const sends = new Map<string, number>();
  const done = new Set<string>();
  const failed = new Set<string>();
  const receipts: MinedIn[] = [];
  for (const { type, futureId = "", from, nonce, receipt, result } of messages) {
    if (type.endsWith("_STATE_INITIALIZE") && from !== undefined) senders.set(futureId, from);
    if (type === "TRANSACTION_PREPARE_SEND" && nonce !== undefined) sends.set(futureId, nonce);
    if (FORGETTING.has(type)) sends.delete(futureId);
    if (type.endsWith("_STATE_COMPLETE")) (result?.type === "SUCCESS" ? done : failed).add(futureId);
    if (type === "WIPE_APPLY") failed.delete(futureId);
    if (receipt !== undefined) receipts.push(receipt);
  }
  const unsettled = [...sends].map(([futureId, nonce]) => ({
    futureId,
    nonce,
    sender: senders.get(futureId) ?? "",
  }));
  return { unsettled, done: [...done], failed: [...failed], origin: receipts[0], anchor: receipts.at(-1) };
}
