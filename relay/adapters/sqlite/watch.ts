import type { RequestState } from "../../domain/request.ts";
import type { Block, BlockRef, RouterEvent } from "../../ports.ts";
import type { WatchStore } from "../../store-port.ts";
import type { Change } from "../../store-records.ts";
import { requestValues, toJson } from "./codec.ts";
import type { Database, Values } from "./database.ts";
import { addHold } from "./hold.ts";

/** How many checkpoints are kept: as deep as a reorg can be followed. */
const KEPT_CHECKPOINTS = 4_096;

/** A request starts here, and again where a reorg or a failure undid what followed. */
export const RESUMED =
  "CASE WHEN EXISTS (SELECT 1 FROM executions e WHERE e.id = requests.id) THEN 'executed' ELSE 'seen' END";

export function watchStore(database: Database): WatchStore {
  return {
    cursor: async () => blockRefs(database, { limit: 1 })[0],
    checkpoints: async (filter) => blockRefs(database, filter),
    final: async () => (database.get("SELECT final FROM head")?.final as number | undefined) ?? -1,
    advance: async (to, events, head, final, now, grounds) => {
      const takeIn = () => {
        if (grounds) addHold(database, grounds, now);
        setHead(database, head);
        // A head may lie lower than the last; what was final by that may have been signed for.
        database.run("UPDATE head SET final = max(final, :final)", { final });
        const changes = events.flatMap((event) => applyEvent(database, event, now));
        for (const event of events) addCheckpoint(database, blockOf(event));
        addCheckpoint(database, to);
        dropCheckpoints(database, to.number - KEPT_CHECKPOINTS);
        return changes;
      };
      return grounds ? database.transaction(takeIn) : database.repeatable(takeIn);
    },
    rollback: async (number, head, now, grounds) =>
      database.transaction(() => {
        if (grounds) addHold(database, grounds, now);
        setHead(database, head);
        database.run("UPDATE head SET final = min(final, :number)", { number });
        return rollBack(database, number);
      }),
  };
}

function blockRefs(database: Database, { upTo = Number.MAX_SAFE_INTEGER, limit = -1 } = {}): BlockRef[] {
  const rows = database.all(
    "SELECT number, hash FROM checkpoints WHERE number <= :upTo ORDER BY number DESC LIMIT :limit",
    { upTo, limit },
  );
  return rows.map((row) => ({ number: row.number as number, hash: row.hash as string }));
}

function setHead(database: Database, { number, hash, timestamp }: Block): void {
  database.run(
    `INSERT INTO head (id, number, hash, timestamp) VALUES (1, :number, :hash, :timestamp)
     ON CONFLICT (id) DO UPDATE SET number = :number, hash = :hash, timestamp = :timestamp`,
    { number, hash, timestamp },
  );
}

function addCheckpoint(database: Database, { number, hash }: BlockRef): void {
  database.run("INSERT OR REPLACE INTO checkpoints VALUES (:number, :hash)", { number, hash });
}

/** The newest of them stays, however old: a reorg is followed from there. */
function dropCheckpoints(database: Database, upTo: number): void {
  database.run(
    "DELETE FROM checkpoints WHERE number < (SELECT max(number) FROM checkpoints WHERE number <= :upTo)",
    { upTo },
  );
}

function blockOf(event: RouterEvent): BlockRef {
  const { blockNumber: number, blockHash: hash } = event.type === "requested" ? event.request : event;
  return { number, hash };
}

export function applyEvent(database: Database, event: RouterEvent, now: number): Change[] {
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
        `INSERT INTO requests (id, state, header, task, calldata, consumer, deadline, block_number, block_hash, transaction_hash, log_index, seen_at)
         VALUES (:id, 'seen', :header, :task, :calldata, :consumer, :deadline, :blockNumber, :blockHash, :transactionHash, :logIndex, :now)
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
  const withdrawn = changes(
    database,
    `UPDATE requests SET state = 'withdrawn', ${UNSETTLED}, attempts = 0, retry_at = 0
     WHERE block_number > :number AND state <> 'withdrawn'`,
    above,
  );
  const reopened = changes(
    database,
    `UPDATE requests SET state = ${RESUMED}, ${UNSETTLED}
     WHERE state <> 'withdrawn' AND settled_block > :number`,
    above,
  );
  const carried = [...dropCarriers(database, number), ...reopenTransactions(database, number)];
  const last = new Map([...withdrawn, ...reopened, ...carried].map((change) => [change.id, change]));
  return [...last.values()];
}

/** Batches and transactions that carry withdrawn requests; the others in them go back to the sign stage. */
export function dropCarriers(database: Database, number: number): Change[] {
  database.run(
    `UPDATE transactions SET state = 'lost' WHERE (state = 'open' OR state = 'mined' AND block > :number) AND EXISTS (
       SELECT 1 FROM json_each(request_ids) JOIN requests ON requests.id = value WHERE requests.state = 'withdrawn')`,
    { number },
  );
  database.run(
    `UPDATE batches SET state = 'released' WHERE state <> 'released' AND (
       id IN (SELECT batch_id FROM transactions WHERE state = 'lost')
       OR count > (SELECT count(*) FROM requests WHERE batch_id = batches.id) AND state = 'open')`,
  );
  return changes(
    database,
    `UPDATE requests SET state = ${RESUMED}, batch_id = NULL
     WHERE state IN ('signed', 'submitted') AND batch_id IN (SELECT id FROM batches WHERE state = 'released')`,
    {},
  );
}

/** They were mined in blocks that are gone: the network still has them, and what they settle follows from them again. */
function reopenTransactions(database: Database, number: number): Change[] {
  const open = database.all(
    `UPDATE transactions SET state = 'open', block = NULL, gas_used = NULL, gas_price = NULL
     WHERE state = 'mined' AND block > :number RETURNING batch_id, request_ids`,
    { number },
  );
  return open.flatMap(({ batch_id, request_ids }) => {
    const values = { batchId: batch_id as number | null, ids: request_ids as string };
    database.run("UPDATE batches SET state = 'sent' WHERE id = :batchId", { batchId: values.batchId });
    if (values.batchId === null) return [];
    return changes(
      database,
      `UPDATE requests SET state = 'submitted', batch_id = :batchId
       WHERE state = 'executed' AND id IN (SELECT value FROM json_each(:ids))`,
      values,
    );
  });
}

export const UNSETTLED =
  "settled_block = NULL, settlement = NULL, callback_failure = NULL, batch_id = NULL, reason = NULL";

function changes(database: Database, sql: string, values: Values): Change[] {
  const rows = database.all(`${sql} RETURNING id, state`, values);
  return rows.map((row) => ({ id: row.id as string, state: row.state as RequestState }));
}
