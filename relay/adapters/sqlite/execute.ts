import type { Program } from "../../../protocol/task.ts";
import { pendingStates, type Reason } from "../../domain/request.ts";
import type { ExecuteStore } from "../../store-port.ts";
import { executionValues, fromJson, seenRequest, toJson } from "./codec.ts";
import type { Database } from "./database.ts";

const PENDING = pendingStates.map((state) => `'${state}'`).join(", ");

export function executeStore(database: Database): ExecuteStore {
  return {
    claim: async (now, timestamp, leaseEnds) => {
      const row = database.get(
        `UPDATE requests SET retry_at = :leaseEnds WHERE id = (
           SELECT id FROM requests WHERE state = 'seen' AND retry_at <= :now AND deadline >= :timestamp
           ORDER BY deadline, block_number, log_index LIMIT 1)
         RETURNING *`,
        { now, timestamp, leaseEnds },
      );
      return row && { ...seenRequest(row), attempts: row.attempts as number };
    },
    dropClaims: async () => {
      database.run("UPDATE requests SET retry_at = 0 WHERE state = 'seen'");
    },
    recordExecution: async (id, execution, now) =>
      database.transaction(() => {
        database.run(
          `INSERT OR IGNORE INTO executions
           VALUES (:id, :outcome, :result, :fuelUsed, :logs, :peakMemory, :now)`,
          { ...executionValues(id, execution), now },
        );
        return toExecuted(database, id);
      }),
    postpone: async (id, reason, retryAt) => postpone(database, id, reason, retryAt),
    decline: async (id, reason) => giveUp(database, id, "declined", reason),
    program: async (hash) => {
      const row = database.get("SELECT program FROM programs WHERE hash = :hash", { hash });
      return row && fromJson<Program>(row.program);
    },
    artefact: async (codeHash) =>
      database.get("SELECT bytes FROM artefacts WHERE code_hash = :codeHash", { codeHash })?.bytes as
        | Uint8Array
        | undefined,
    keepArtefact: async (codeHash, bytes) => {
      database.run("INSERT OR IGNORE INTO artefacts VALUES (:codeHash, :bytes)", { codeHash, bytes });
    },
  };
}

/** Its attempts start again: from here on they count fulfilments. */
function toExecuted(database: Database, id: string): boolean {
  const changed = database.run(
    "UPDATE requests SET state = 'executed', reason = NULL, attempts = 0, retry_at = 0 WHERE id = :id AND state = 'seen'",
    { id },
  );
  return changed > 0;
}

export function postpone(database: Database, id: string, reason: Reason, retryAt: number): void {
  database.run(
    "UPDATE requests SET reason = :reason, attempts = attempts + 1, retry_at = :retryAt WHERE id = :id",
    { id, reason: toJson(reason), retryAt },
  );
}

/** Only what still works towards a fulfilment can be given up: what ended on chain has ended. */
export function giveUp(database: Database, id: string, state: "declined" | "parked", reason: Reason): void {
  database.run(
    `UPDATE requests SET state = :state, reason = :reason, batch_id = NULL, attempts = 0, retry_at = 0
     WHERE id = :id AND state IN (${PENDING})`,
    { id, state, reason: toJson(reason) },
  );
}
