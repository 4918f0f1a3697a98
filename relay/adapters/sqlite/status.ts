import { type RequestState, requestStates } from "../../domain/request.ts";
import type { StatusStore } from "../../store-port.ts";
import type { TransactionKind } from "../../store-records.ts";
import { fromJson, storedRequest } from "./codec.ts";
import type { Database, Row } from "./database.ts";
import { underWay } from "./execute.ts";
import { LIVE } from "./states.ts";

const REQUESTS = `SELECT requests.*, outcome, result, fuel_used, logs, peak_memory
  FROM requests LEFT JOIN executions USING (id)`;

/** The unary plus keeps SQLite from gathering and sorting all requests of a state: it walks the blocks downwards. */
const LATEST = `${REQUESTS} WHERE (block_number, log_index) < (:blockNumber, :logIndex)
  AND +state IN (SELECT value FROM json_each(:states))
  AND (:consumer = '' OR consumer = :consumer COLLATE NOCASE)
  ORDER BY block_number DESC, log_index DESC LIMIT :limit`;

const NEWEST = { blockNumber: Number.MAX_SAFE_INTEGER, logIndex: 0 };

const GWEI = 1_000_000_000n;

/** Summed up in two parts: SQLite's integers have 64 bits. */
const REIMBURSED = `WITH paid AS (
    SELECT CAST(json_extract(settlement, '$.reimbursed.$') AS INTEGER) AS wei
    FROM transactions, json_each(request_ids) AS carried JOIN requests ON requests.id = carried.value
    WHERE transactions.state = 'mined' AND kind = 'fulfil' AND sent_at >= :since AND requests.state = 'settled'
      AND json_extract(settlement, '$.transactionHash') IN (SELECT value FROM json_each(hashes)))
  SELECT sum(wei / ${GWEI}) AS gwei, sum(wei % ${GWEI}) AS wei, count(*) AS settled FROM paid`;

const GAS_SPENT = `SELECT gas_used, gas_price FROM transactions
  WHERE gas_used IS NOT NULL AND sent_at >= :since`;

function costOf(row: Row): bigint {
  return BigInt(row.gas_used as string) * BigInt(row.gas_price as string);
}

export function statusStore(database: Database): StatusStore {
  return {
    head: async () => {
      const row = database.get("SELECT * FROM head");
      if (row === undefined) return undefined;
      return {
        number: row.number as number,
        hash: row.hash as string,
        timestamp: BigInt(row.timestamp as number),
      };
    },
    countByState: async () => countByState(database),
    requests: async ({ states = requestStates, consumer = "", before = NEWEST, limit = -1 }) =>
      database.all(LATEST, { states: JSON.stringify(states), consumer, ...before, limit }).map(storedRequest),
    queue: async (now) => {
      const { seen } = countByState(database);
      const { claimed, executed } = underWay(database, now);
      return { waiting: seen - claimed, inHand: claimed + executed };
    },
    tills: async () =>
      database.all("SELECT * FROM tills").map((row) => ({
        sender: row.sender as string,
        epoch: BigInt(row.epoch as string),
        functionId: BigInt(row.function_id as string),
      })),
    inFlight: async () =>
      database.all("SELECT * FROM transactions WHERE state = 'open' ORDER BY id").map((row) => ({
        sender: row.sender as string,
        kind: row.kind as TransactionKind,
        requests: fromJson<string[]>(row.request_ids).length,
        nonce: row.nonce as number,
        transactionHash: fromJson<string[]>(row.hashes).at(-1) ?? "",
        sentAt: row.sent_at as number,
      })),
    earnings: async (since) => {
      const paidBack = database.get(REIMBURSED, { since });
      const mined = database.all(GAS_SPENT, { since });
      const gasSpent = mined.reduce((sum, row) => sum + costOf(row), 0n);
      const reimbursed =
        BigInt((paidBack?.gwei as number) ?? 0) * GWEI + BigInt((paidBack?.wei as number) ?? 0);
      return { gasSpent, reimbursed, settled: (paidBack?.settled as number) ?? 0 };
    },
    overdue: async (timestamp) => {
      const row = database.get(
        `SELECT count(*) AS count FROM requests WHERE state IN (${LIVE}) AND deadline < :timestamp`,
        { timestamp },
      );
      return row?.count as number;
    },
    request: async (id) => {
      const row = database.get(`${REQUESTS} WHERE id = :id`, { id });
      return row && storedRequest(row);
    },
  };
}

function countByState(database: Database): Record<RequestState, number> {
  const counts = Object.fromEntries(requestStates.map((state) => [state, 0])) as Record<RequestState, number>;
  for (const row of database.all("SELECT * FROM request_counts")) {
    counts[row.state as RequestState] = row.count as number;
  }
  return counts;
}
