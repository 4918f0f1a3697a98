import type { RequestHeader } from "../../../protocol/request.ts";
import { lowestCaps } from "../../domain/fees.ts";
import type { Mined } from "../../ports.ts";
import type {
  Intent,
  OpenBatch,
  OpenTransaction,
  Release,
  SubmitStore,
  TransactionKind,
} from "../../store-port.ts";
import { executedRequest, fromJson, storedRequest, toJson } from "./codec.ts";
import type { Database, Row, Values } from "./database.ts";
import { giveUp, postpone } from "./execute.ts";
import { LIVE } from "./states.ts";

export function submitStore(database: Database): SubmitStore {
  return {
    openTransaction: async () => {
      const row = database.get("SELECT * FROM transactions WHERE state = 'open' ORDER BY nonce LIMIT 1");
      return row && openTransaction(database, row);
    },
    openBatch: async () => {
      const row = database.get("SELECT * FROM batches WHERE state = 'open' ORDER BY id LIMIT 1");
      return row && openBatch(database, row);
    },
    recordIntent: async (intent) => database.transaction(() => recordIntent(database, intent)),
    recordReplacement: async (transactionId, { hash, raw, fees, sentAt }) => {
      database.run(
        `UPDATE transactions SET raw = :raw, fees = :fees, sent_at = :sentAt, hashes = json_insert(hashes, '$[#]', :hash)
         WHERE id = :transactionId`,
        { transactionId, hash, raw, fees: toJson(fees), sentAt },
      );
    },
    recordMined: async (transactionId, mined) =>
      database.repeatable(() => {
        endTransaction(database, transactionId, "mined", mined);
        setBatchOf(database, transactionId, "mined");
      }),
    recordLost: async (transactionId, release, mined) =>
      database.transaction(() => {
        endTransaction(database, transactionId, "lost", mined);
        setBatchOf(database, transactionId, "released");
        handBack(database, IN_BATCH_OF_TRANSACTION, { transactionId }, release);
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
           WHERE state IN (${LIVE}) AND deadline < :timestamp AND retry_at <= :now
           ORDER BY deadline LIMIT :limit`,
          { limit, now, timestamp },
        )
        .map(storedRequest),
    postpone: async (id, reason, retryAt) => postpone(database, id, reason, retryAt),
    park: async (id, reason) => {
      giveUp(database, id, "parked", reason);
    },
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

const IN_BATCH_OF_TRANSACTION = "batch_id = (SELECT batch_id FROM transactions WHERE id = :transactionId)";

/** Left over by a batch that was mined in a block which the store has taken in. */
const SKIPPED = `batch_id IN (
  SELECT t.batch_id FROM transactions t JOIN batches b ON b.id = t.batch_id
  WHERE b.state = 'mined' AND t.state = 'mined' AND t.block <= (SELECT max(number) FROM checkpoints))`;

function recordIntent(database: Database, intent: Intent): number {
  const { kind, nonce, data, raw, hash, sentAt } = intent;
  const batchId = intent.batchId ?? null;
  if (batchId !== null) {
    database.run("UPDATE batches SET state = 'sent' WHERE id = :batchId", { batchId });
    database.run("UPDATE requests SET state = 'submitted' WHERE batch_id = :batchId AND state = 'signed'", {
      batchId,
    });
  }
  return database.insert(
    `INSERT INTO transactions (kind, state, batch_id, request_ids, nonce, data, gas_limit, fees, raw, hashes, sent_at)
     VALUES (:kind, 'open', :batchId, :ids, :nonce, :data, :gasLimit, :fees, :raw, json_array(:hash), :sentAt)`,
    {
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

function endTransaction(
  database: Database,
  transactionId: number,
  state: "mined" | "lost",
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

function openTransaction(database: Database, row: Row): OpenTransaction {
  const ids = JSON.parse(row.request_ids as string) as string[];
  return {
    ids,
    caps: row.kind === "fulfil" ? lowestCaps(headersOf(database, ids)) : undefined,
    transactionId: row.id as number,
    kind: row.kind as TransactionKind,
    nonce: row.nonce as number,
    data: row.data as string,
    gasLimit: BigInt(row.gas_limit as string),
    fees: fromJson(row.fees),
    raw: row.raw as string,
    hashes: JSON.parse(row.hashes as string) as string[],
    sentAt: row.sent_at as number,
  };
}

function headersOf(database: Database, ids: readonly string[]): RequestHeader[] {
  const rows = database.all("SELECT header FROM requests WHERE id IN (SELECT value FROM json_each(:ids))", {
    ids: JSON.stringify(ids),
  });
  return rows.map(({ header }) => fromJson<RequestHeader>(header));
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
