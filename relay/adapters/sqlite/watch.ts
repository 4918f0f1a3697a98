import type { RequestState } from "../../domain/request.ts";
import type { Block, BlockRef, RouterEvent } from "../../ports.ts";
import type { Change, WatchStore } from "../../store-port.ts";
import { requestValues, toJson } from "./codec.ts";
import type { Database, Values } from "./database.ts";

/** How many checkpoints are kept: as deep as a reorg can be followed. */
const KEPT_CHECKPOINTS = 4_096;

/** A request starts here, and again where a reorg or a failure undid what followed. */
const RESUMED =
  "CASE WHEN EXISTS (SELECT 1 FROM executions e WHERE e.id = requests.id) THEN 'executed' ELSE 'seen' END";

export function watchStore(database: Database): WatchStore {
  return {
    cursor: async () => blockRefs(database, 1)[0],
    checkpoints: async () => blockRefs(database, KEPT_CHECKPOINTS),
    advance: async (to, events, head, now) =>
      database.transaction(() => {
        setHead(database, head);
        const changes = events.flatMap((event) => applyEvent(database, event, now));
        addCheckpoint(database, to);
        return changes;
      }),
    rollback: async (number, head) =>
      database.transaction(() => {
        setHead(database, head);
        return rollBack(database, number);
      }),
  };
}

function blockRefs(database: Database, limit: number): BlockRef[] {
  const rows = database.all("SELECT number, hash FROM checkpoints ORDER BY number DESC LIMIT :limit", {
    limit,
  });
  return rows.map((row) => ({ number: row.number as number, hash: row.hash as string }));
}

function setHead(database: Database, { number, hash, timestamp }: Block): void {
  database.run("INSERT OR REPLACE INTO head VALUES (1, :number, :hash, :timestamp)", {
    number,
    hash,
    timestamp,
  });
}

function addCheckpoint(database: Database, { number, hash }: BlockRef): void {
  database.run("INSERT OR REPLACE INTO checkpoints VALUES (:number, :hash)", { number, hash });
  database.run("DELETE FROM checkpoints WHERE number <= :number", { number: number - KEPT_CHECKPOINTS });
}

function applyEvent(database: Database, event: RouterEvent, now: number): Change[] {
  switch (event.type) {
    case "admitted":
      database.run("INSERT OR IGNORE INTO programs VALUES (:hash, :program)", {
        hash: event.hash,
        program: toJson(event.program),
      });
      return [];
    case "requested":
      return changes(
        database,
        `INSERT INTO requests (id, state, header, task, calldata, deadline, block_number, block_hash, transaction_hash, log_index, seen_at)
         VALUES (:id, 'seen', :header, :task, :calldata, :deadline, :blockNumber, :blockHash, :transactionHash, :logIndex, :now)
         ON CONFLICT (id) DO UPDATE SET
           block_number = :blockNumber, block_hash = :blockHash, transaction_hash = :transactionHash, log_index = :logIndex,
           seen_at = CASE state WHEN 'withdrawn' THEN :now ELSE seen_at END,
           state = CASE state WHEN 'withdrawn' THEN ${RESUMED} ELSE state END`,
        { ...requestValues(event.request), now },
      );
    case "callbackFailed":
      database.run("UPDATE requests SET callback_failure = :reason WHERE id = :id", {
        id: event.id,
        reason: event.reason,
      });
      return [];
    case "settled":
    case "expired":
      return changes(
        database,
        `UPDATE requests SET state = :state, settled_block = :block, settlement = :settlement, reason = NULL, batch_id = NULL
         WHERE id = :id`,
        { id: event.id, state: event.type, block: event.blockNumber, settlement: settlementText(event, now) },
      );
  }
}

function settlementText(event: Extract<RouterEvent, { type: "settled" | "expired" }>, at: number): string {
  const { blockNumber, blockHash, transactionHash } = event;
  const figures =
    event.type === "settled"
      ? {
          outcome: event.outcome,
          fuelUsed: event.fuelUsed,
          charged: event.charged,
          reimbursed: event.reimbursed,
        }
      : { outcome: 0, fuelUsed: 0n, charged: 0n, reimbursed: 0n };
  return toJson({ blockNumber, blockHash, transactionHash, at, ...figures });
}

function rollBack(database: Database, number: number): Change[] {
  const above = { number };
  database.run("DELETE FROM checkpoints WHERE number > :number", above);
  database.run(
    "UPDATE transactions SET state = 'lost' WHERE state = 'open' OR (state = 'mined' AND block > :number)",
    above,
  );
  database.run("UPDATE batches SET state = 'released' WHERE state IN ('open', 'sent')");
  const withdrawn = changes(
    database,
    `UPDATE requests SET state = 'withdrawn', ${UNSETTLED}, attempts = 0, retry_at = 0
     WHERE block_number > :number AND state <> 'withdrawn'`,
    above,
  );
  const reopened = changes(
    database,
    `UPDATE requests SET state = ${RESUMED}, ${UNSETTLED}
     WHERE state <> 'withdrawn' AND (settled_block > :number OR state IN ('signed', 'submitted'))`,
    above,
  );
  return [...withdrawn, ...reopened];
}

const UNSETTLED =
  "settled_block = NULL, settlement = NULL, callback_failure = NULL, batch_id = NULL, reason = NULL";

function changes(database: Database, sql: string, values: Values): Change[] {
  const rows = database.all(`${sql} RETURNING id, state`, values);
  return rows.map((row) => ({ id: row.id as string, state: row.state as RequestState }));
}
