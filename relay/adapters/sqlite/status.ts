import { type RequestState, requestStates } from "../../domain/request.ts";
import type { StatusStore } from "../../store-port.ts";
import { storedRequest } from "./codec.ts";
import type { Database } from "./database.ts";
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

const TILLS = `SELECT DISTINCT epoch, json_extract(header, '$.functionId.$') AS function_id
  FROM transactions JOIN batches ON batches.id = transactions.batch_id, json_each(request_ids) JOIN requests ON requests.id = value
  WHERE kind = 'fulfil' AND transactions.state = 'mined'`;

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
      database.all(TILLS).map((row) => ({
        epoch: BigInt(row.epoch as string),
        functionId: BigInt(row.function_id as string),
      })),
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
