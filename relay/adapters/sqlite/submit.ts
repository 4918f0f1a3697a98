import type { RequestHeader } from "../../../protocol/request.ts";
import { lowestCaps } from "../../domain/fees.ts";
import { liveStates, type RequestState } from "../../domain/request.ts";
import type { Mined } from "../../ports.ts";
import type { Release, SubmitStore } from "../../store-port.ts";
import type {
  Intent,
  OpenBatch,
  OpenTransaction,
  Replacement,
  TransactionKind,
} from "../../store-records.ts";
import { executedRequest, fromJson, storedRequest, toJson } from "./codec.ts";
import type { Database, Row, Values } from "./database.ts";
import { postpone } from "./execute.ts";
import { LIVE } from "./states.ts";

export function submitStore(database: Database): SubmitStore {
  return {
    openTransaction: async (sender) => {
      const row = database.get(
        "SELECT * FROM transactions WHERE state = 'open' AND sender = :sender ORDER BY nonce LIMIT 1",
        { sender },
      );
      return row && openTransaction(database, row);
    },
    takeBatch: async (sender) =>
      database.repeatable(() => {
        const row = database.get(TAKE_BATCH, { sender });
        return row && openBatch(database, row);
      }),
    returnBatch: async (sender) => {
      database.run("UPDATE batches SET sender = NULL WHERE state = 'open' AND sender = :sender", { sender });
    },
    keepSenders: async (senders, release) =>
      database.transaction(() => keepSenders(database, senders, release)),
    recordIntent: async (intent) => database.transaction(() => recordIntent(database, intent)),
    recordReplacement: async (transactionId, replacement) =>
      recordReplacement(database, transactionId, replacement),
    recordMined: async (transactionId, mined) =>
      database.repeatable(() => {
        endTransaction(database, transactionId, "mined", mined);
        setBatchOf(database, transactionId, "mined");
        fillTills(database, transactionId);
      }),
    recordLost: async (transactionId, release, mined) =>
      database.transaction(() => {
        endTransaction(database, transactionId, "lost", mined);
        releaseBatchOf(database, transactionId, release);
      }),
    recordCancelled: async (transactionId, release, mined) =>
      database.transaction(() => {
        endTransaction(database, transactionId, "cancelled", mined);
        releaseBatchOf(database, transactionId, release);
      }),
    releaseBatch: async (batchId, release) =>
      database.transaction(() => {
        database.run("UPDATE batches SET state = 'released' WHERE id = :batchId", { batchId });
        handBack(database, "batch_id = :batchId", { batchId }, release);
      }),
    releaseSkipped: async (release) => handBack(database, SKIPPED, {}, release),
    expirable: async (limit, now, timestamp) =>
      database
        .all(
          `SELECT requests.*, outcome, result, fuel_used, logs, peak_memory FROM requests LEFT JOIN executions USING (id)
           WHERE state IN (${LIVE}) AND deadline < :timestamp AND retry_at <= :now AND id NOT IN (${EXPIRING})
           ORDER BY deadline LIMIT :limit`,
          { limit, now, timestamp },
        )
        .map(storedRequest),
    postpone: async (id, reason, retryAt) => postpone(database, id, reason, retryAt),
    expirySpending: async (since) => {
      const rows = database.all(
        `SELECT gas_used, gas_price FROM transactions
         WHERE kind = 'expire' AND gas_used IS NOT NULL AND sent_at >= :since`,
        { since },
      );
      return rows.reduce(
        (sum, row) => sum + BigInt(row.gas_used as string) * BigInt(row.gas_price as string),
        0n,
      );
    },
  };
}

/** What was taken before goes first: it was not sent for want of an answer. */
const TAKE_BATCH = `UPDATE batches SET sender = :sender WHERE id = (
    SELECT id FROM batches WHERE state = 'open' AND (sender IS NULL OR sender = :sender)
    ORDER BY sender IS NULL, id LIMIT 1)
  RETURNING *`;

/** Requests that a transaction under way expires. */
const EXPIRING = `SELECT value FROM transactions, json_each(request_ids)
  WHERE transactions.state = 'open' AND kind = 'expire'`;

const IN_BATCH_OF_TRANSACTION = "batch_id = (SELECT batch_id FROM transactions WHERE id = :transactionId)";

/** Left over by a batch that was mined in a block which the store has taken in. */
const SKIPPED = `EXISTS (
  SELECT 1 FROM transactions t WHERE t.batch_id = requests.batch_id
  AND t.state = 'mined' AND t.block <= (SELECT max(number) FROM checkpoints))`;

function recordIntent(database: Database, intent: Intent): number {
  const { sender, kind, nonce, data, raw, hash, sentAt } = intent;
  const batchId = intent.batchId ?? null;
  if (batchId !== null) {
    database.run("UPDATE batches SET state = 'sent' WHERE id = :batchId", { batchId });
    database.run("UPDATE requests SET state = 'submitted' WHERE batch_id = :batchId AND state = 'signed'", {
      batchId,
    });
  }
  return database.insert(
    `INSERT INTO transactions (sender, kind, state, batch_id, request_ids, nonce, data, gas_limit, fees, raw, hashes, sent_at)
     VALUES (:sender, :kind, 'open', :batchId, :ids, :nonce, :data, :gasLimit, :fees, :raw, json_array(:hash), :sentAt)`,
    {
      sender,
      kind,
      batchId,
      nonce,
      data,
      raw,
      hash,
      sentAt,
      ids: JSON.stringify(intent.ids),
      gasLimit: String(intent.gasLimit),
      fees: toJson(intent.fees),
    },
  );
}

function recordReplacement(
  database: Database,
  transactionId: number,
  { hash, raw, fees, sentAt, cancels }: Replacement,
): void {
  database.run(
    `UPDATE transactions SET raw = :raw, fees = :fees, sent_at = :sentAt, hashes = json_insert(hashes, '$[#]', :hash),
       cancellations = CASE :cancels WHEN 1 THEN json_insert(cancellations, '$[#]', :hash) ELSE cancellations END
     WHERE id = :transactionId`,
    { transactionId, hash, raw, fees: toJson(fees), sentAt, cancels: Number(cancels) },
  );
}

function keepSenders(database: Database, senders: readonly string[], release: Release): void {
  const values = { senders: JSON.stringify(senders) };
  const gone = "sender NOT IN (SELECT value FROM json_each(:senders))";
  database.run(`UPDATE batches SET sender = NULL WHERE state = 'open' AND ${gone}`, values);
  const rows = database.all(`SELECT id FROM transactions WHERE state = 'open' AND ${gone}`, values);
  for (const { id } of rows) {
    endTransaction(database, id as number, "lost", undefined);
    releaseBatchOf(database, id as number, release);
  }
}

function releaseBatchOf(database: Database, transactionId: number, release: Release): void {
  setBatchOf(database, transactionId, "released");
  handBack(database, IN_BATCH_OF_TRANSACTION, { transactionId }, release);
}

function endTransaction(
  database: Database,
  transactionId: number,
  state: "mined" | "lost" | "cancelled",
  mined: Mined | undefined,
): void {
  const block = mined?.block.number ?? null;
  const [gasUsed, gasPrice] = mined ? [String(mined.gasUsed), String(mined.gasPrice)] : [null, null];
  database.run(
    `UPDATE transactions SET state = :state, block = :block, gas_used = :gasUsed, gas_price = :gasPrice
     WHERE id = :transactionId`,
    { transactionId, state, block, gasUsed, gasPrice },
  );
}

function setBatchOf(database: Database, transactionId: number, state: "mined" | "released"): void {
  database.run(
    "UPDATE batches SET state = :state WHERE id = (SELECT batch_id FROM transactions WHERE id = :transactionId)",
    { transactionId, state },
  );
}

function fillTills(database: Database, transactionId: number): void {
  database.run(
    `INSERT OR IGNORE INTO tills SELECT DISTINCT t.sender, epoch, json_extract(header, '$.functionId.$')
     FROM transactions t JOIN batches ON batches.id = t.batch_id, json_each(t.request_ids) JOIN requests ON requests.id = value
     WHERE t.id = :transactionId`,
    { transactionId },
  );
}

function handBack(
  database: Database,
  where: string,
  values: Values,
  { reason, retryAt, failed }: Release,
): number {
  return database.run(
    `UPDATE requests SET state = 'executed', batch_id = NULL, attempts = attempts + :failed, retry_at = :retryAt, reason = :reason
     WHERE state IN ('signed', 'submitted') AND ${where}`,
    { ...values, reason: toJson(reason), retryAt, failed: Number(failed) },
  );
}

export function openTransaction(database: Database, row: Row): OpenTransaction {
  const ids = JSON.parse(row.request_ids as string) as string[];
  const kind = row.kind as TransactionKind;
  const waiting = waitingOf(database, ids, kind === "fulfil" ? ["submitted"] : liveStates);
  return {
    ids,
    kind,
    waiting: waiting.map(({ id }) => id),
    deadline: waiting.reduce((latest, { header }) => later(latest, header.deadline), 0n),
    caps: kind === "fulfil" ? lowestCaps(waiting.map(({ header }) => header)) : undefined,
    transactionId: row.id as number,
    sender: row.sender as string,
    nonce: row.nonce as number,
    data: row.data as string,
    gasLimit: BigInt(row.gas_limit as string),
    fees: fromJson(row.fees),
    raw: row.raw as string,
    hashes: JSON.parse(row.hashes as string) as string[],
    cancellations: JSON.parse(row.cancellations as string) as string[],
    sentAt: row.sent_at as number,
  };
}

function waitingOf(database: Database, ids: readonly string[], states: readonly RequestState[]) {
  const rows = database.all(
    `SELECT id, header FROM requests
     WHERE id IN (SELECT value FROM json_each(:ids)) AND state IN (SELECT value FROM json_each(:states))`,
    { ids: JSON.stringify(ids), states: JSON.stringify(states) },
  );
  return rows.map(({ id, header }) => ({ id: id as string, header: fromJson<RequestHeader>(header) }));
}

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function openBatch(database: Database, row: Row): OpenBatch {
  const batchId = row.id as number;
  const requests = database.all(
    "SELECT * FROM requests JOIN executions USING (id) WHERE batch_id = :batchId ORDER BY batch_place",
    { batchId },
  );
  return {
    batchId,
    epoch: BigInt(row.epoch as string),
    count: row.count as number,
    signatures: new Map(JSON.parse(row.signatures as string) as [number, string][]),
    requests: requests.map(executedRequest),
  };
}
