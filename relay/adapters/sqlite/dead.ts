import type { Reason, RequestState } from "../../domain/request.ts";
import type { DeadStore } from "../../store-port.ts";
import type { DeadLetter, Death } from "../../store-records.ts";
import { fromJson, seenRequest, toJson } from "./codec.ts";
import type { Database, Row } from "./database.ts";
import { PENDING } from "./states.ts";

const LETTERS = `SELECT requests.*, stage, letter.reason AS cause, letter.attempts AS tried, at
  FROM dead_letters letter JOIN requests USING (id)`;

export function deadStore(database: Database): DeadStore {
  return {
    deadLetters: async (limit = -1) =>
      database.all(`${LETTERS} ORDER BY at DESC LIMIT :limit`, { limit }).map(deadLetter),
    deadLetter: async (id) => {
      const row = database.get(`${LETTERS} WHERE id = :id`, { id });
      return row && deadLetter(row);
    },
    replay: async (ids, timestamp) =>
      database.transaction(() =>
        replayable(database, ids, timestamp).map((row) =>
          replay(database, row.id as string, row.stage as string),
        ),
      ),
  };
}

/** Only what still works towards a fulfilment can be given up: what ended on chain has ended. Whether it was. */
export function giveUp(
  database: Database,
  id: string,
  state: "declined" | "parked",
  { stage, reason, at }: Death,
): boolean {
  const values = { id, reason: toJson(reason) };
  // A failed execution counts when it is over; a failed fulfilment was counted when it was handed back.
  database.run(
    `INSERT OR REPLACE INTO dead_letters
     SELECT id, :stage, :reason, attempts + :now, :at FROM requests WHERE id = :id AND state IN (${PENDING})`,
    { ...values, stage, now: Number(stage === "execute"), at },
  );
  const changed = database.run(
    `UPDATE requests SET state = :state, reason = :reason, batch_id = NULL, attempts = 0, retry_at = 0, claimed = 0
     WHERE id = :id AND state IN (${PENDING})`,
    { ...values, state },
  );
  return changed > 0;
}

function replayable(database: Database, ids: readonly string[] | "all", timestamp: bigint): Row[] {
  return database.all(
    `SELECT id, stage FROM dead_letters JOIN requests USING (id)
     WHERE state IN ('declined', 'parked') AND deadline >= :timestamp
     AND (:all OR id IN (SELECT value FROM json_each(:ids)))`,
    { timestamp, all: Number(ids === "all"), ids: JSON.stringify(ids === "all" ? [] : ids) },
  );
}

/** What could not be sent is signed for again as it is; else it is executed again, also where another receipt stands. */
function replay(database: Database, id: string, stage: string): string {
  if (stage !== "submit") database.run("DELETE FROM executions WHERE id = :id", { id });
  database.run(
    `UPDATE requests SET reason = NULL, attempts = 0, retry_at = 0,
     state = CASE WHEN EXISTS (SELECT 1 FROM executions e WHERE e.id = requests.id) THEN 'executed' ELSE 'seen' END
     WHERE id = :id`,
    { id },
  );
  database.run("DELETE FROM dead_letters WHERE id = :id", { id });
  return id;
}

function deadLetter(row: Row): DeadLetter {
  const { id, header } = seenRequest(row);
  return {
    id,
    stage: row.stage as Death["stage"],
    reason: fromJson<Reason>(row.cause),
    attempts: row.tried as number,
    at: row.at as number,
    state: row.state as RequestState,
    consumer: header.consumer,
    functionId: header.functionId,
    deadline: header.deadline,
  };
}
