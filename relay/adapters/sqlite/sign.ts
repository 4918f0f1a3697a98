import type { Batch, Receipt } from "../../../protocol/receipt.ts";
import { hashReceipt } from "../../../protocol/typed-data.ts";
import type { Refusal, SignStore } from "../../store-port.ts";
import { executedRequest, toJson } from "./codec.ts";
import type { Database, Values } from "./database.ts";
import { giveUp } from "./dead.ts";
import { signings } from "./hold.ts";

export function signStore(database: Database): SignStore {
  return {
    signable: async (limit, now, timestamp) =>
      database
        .all(
          `SELECT * FROM requests JOIN executions USING (id)
           WHERE state = 'executed' AND retry_at <= :now AND deadline >= :timestamp 
             AND block_number <= (SELECT final FROM head)
           ORDER BY block_number, log_index LIMIT :limit`,
          { limit, now, timestamp },
        )
        .map(executedRequest),
    lanesTaken: async (senders) => {
      const row = database.get(
        `SELECT (SELECT count(*) FROM batches WHERE state = 'open')
         + (SELECT count(DISTINCT sender) FROM transactions
            WHERE state = 'open' AND sender IN (SELECT value FROM json_each(:senders))) AS count`,
        { senders: JSON.stringify(senders) },
      );
      return row?.count as number;
    },
    executing: async (now, timestamp) => {
      const row = database.get(
        `SELECT (SELECT count(*) FROM requests WHERE state = 'seen' AND retry_at = 0 AND deadline >= :timestamp)
         + (SELECT count(*) FROM requests WHERE state = 'seen' AND retry_at > 0 AND deadline >= :timestamp
            AND (claimed = 1 OR retry_at <= :now)) AS count`,
        { now, timestamp },
      );
      return row?.count as number;
    },
    guard: async (signers, receipts) =>
      database.transaction(() => {
        const refused = receipts.flatMap((receipt) => guarded(database, signers, receipt) ?? []);
        if (refused.length === 0) database.run("UPDATE signings SET signatures = signatures + 1");
        return { refused, signings: signings(database) };
      }),
    unsigned: async (ids) =>
      database
        .all(
          `SELECT value AS id FROM json_each(:ids)
           WHERE NOT EXISTS (SELECT 1 FROM signed_leaves WHERE commitment = value)`,
          { ids: JSON.stringify(ids) },
        )
        .map(({ id }) => id as string),
    defer: async (ids, reason, retryAt) => {
      database.run(
        `UPDATE requests SET reason = :reason, retry_at = :retryAt
         WHERE state = 'executed' AND id IN (SELECT value FROM json_each(:ids))`,
        { ids: JSON.stringify(ids), reason: toJson(reason), retryAt },
      );
    },
    recordBatch: async (batch, ids, signatures) =>
      database.repeatable(() => {
        const batchId = insertBatch(database, batch, signatures);
        ids.forEach((id, place) => {
          assign(database, id, batchId, place);
        });
      }),
    park: async (id, death) => {
      giveUp(database, id, "parked", death);
    },
  };
}

/** Has every signer stand by exactly this leaf; if one cannot, nothing is written. */
function guarded(database: Database, signers: readonly string[], receipt: Receipt): Refusal | undefined {
  const { commitment: id } = receipt;
  const leaf = hashReceipt(receipt);
  const keys = signers.map((signer) => keyOf(signer, receipt));
  const standing = keys.map((key) => standingLeaf(database, key));
  if (standing.some((known) => known !== undefined && known !== leaf))
    return { id, code: "ALT_RELAY_DOUBLE_SIGN" };
  if (standing.includes(undefined) && isForgotten(database, id))
    return { id, code: "ALT_RELAY_MAYBE_SIGNED" };
  for (const key of keys) {
    database.run(
      `INSERT OR IGNORE INTO signed_leaves
       VALUES (:signer, :commitment, :stateSeq, :stateRootBefore, :transcriptRoot, :leaf)`,
      { ...key, leaf },
    );
  }
  return undefined;
}

/** Whether it may have been signed for without this store knowing. */
function isForgotten(database: Database, id: string): boolean {
  const row = database.get(
    "SELECT 1 FROM requests, signings WHERE requests.id = :id AND block_number <= confirmed_block",
    { id },
  );
  return row !== undefined;
}

function keyOf(signer: string, receipt: Receipt): Values {
  const { commitment, stateSeq, stateRootBefore, transcriptRoot } = receipt;
  return { signer, commitment, stateSeq: String(stateSeq), stateRootBefore, transcriptRoot };
}

function standingLeaf(database: Database, key: Values): string | undefined {
  const row = database.get(
    `SELECT leaf FROM signed_leaves WHERE signer = :signer AND commitment = :commitment AND state_seq = :stateSeq
     AND state_root_before = :stateRootBefore AND transcript_root = :transcriptRoot`,
    key,
  );
  return row?.leaf as string | undefined;
}

function insertBatch(database: Database, batch: Batch, signatures: ReadonlyMap<number, string>): number {
  return database.insert(
    `INSERT INTO batches (state, epoch, root, count, signatures) VALUES ('open', :epoch, :root, :count, :signatures)`,
    {
      epoch: String(batch.epoch),
      root: batch.root,
      count: batch.count,
      signatures: JSON.stringify([...signatures]),
    },
  );
}

function assign(database: Database, id: string, batchId: number, place: number): void {
  database.run(
    "UPDATE requests SET state = 'signed', batch_id = :batchId, batch_place = :place WHERE id = :id AND state = 'executed'",
    { id, batchId, place },
  );
}
