import type { Program } from "../../../protocol/task.ts";
import type { Execution } from "../../domain/execution.ts";
import type { Reason } from "../../domain/request.ts";
import type { ClaimTerms, ExecuteStore, Verdict } from "../../store-port.ts";
import type { ClaimedRequest } from "../../store-records.ts";
import { executionValues, fromJson, seenRequest, toJson } from "./codec.ts";
import type { Database, Row } from "./database.ts";
import { giveUp } from "./dead.ts";

export function executeStore(database: Database): ExecuteStore {
  /** The consumer that was served last. */
  let turn = "";
  return {
    claim: async (terms) =>
      database.repeatable(() => {
        const claimed = claim(database, turn, terms);
        turn = claimed.at(-1)?.header.consumer ?? turn;
        return claimed;
      }),
    renewClaims: async (ids, leaseEnds) =>
      database.repeatable(() => {
        database.run(
          `UPDATE requests SET retry_at = :leaseEnds
           WHERE state = 'seen' AND claimed = 1 AND id IN (SELECT value FROM json_each(:ids))`,
          { ids: JSON.stringify(ids), leaseEnds },
        );
      }),
    dropDelays: async (now) =>
      database.repeatable(() => {
        const dropped = "UPDATE requests SET retry_at = 0 WHERE retry_at > :now";
        database.run(`${dropped} AND state = 'seen' AND retry_at > 0 AND claimed = 0`, { now });
        database.run(`${dropped} AND state IN ('executed', 'signed', 'submitted')`, { now });
      }),
    dropClaims: async () => {
      database.run(
        "UPDATE requests SET retry_at = 0, claimed = 0 WHERE state = 'seen' AND retry_at > 0 AND claimed = 1",
      );
    },
    conclude: async (verdicts, now) =>
      database.repeatable(() =>
        verdicts.filter((verdict) => conclude(database, verdict, now)).map(({ id }) => id),
      ),
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

/** How many requests are being executed, and how many were and are on their way to the chain; without those put off. */
export function underWay(database: Database, now: number): { claimed: number; executed: number } {
  const row = database.get(
    `SELECT (SELECT count(*) FROM requests WHERE state = 'seen' AND retry_at > 0 AND claimed = 1) AS claimed,
     (SELECT count(*) FROM requests WHERE state IN ('executed', 'signed', 'submitted') AND retry_at <= :now) AS executed`,
    { now },
  );
  return { claimed: row?.claimed as number, executed: row?.executed as number };
}

function claim(database: Database, turn: string, terms: ClaimTerms): ClaimedRequest[] {
  const { most, queue, now } = terms;
  database.run(
    "UPDATE requests SET retry_at = 0, claimed = 0 WHERE state = 'seen' AND retry_at > 0 AND retry_at <= :now",
    { now },
  );
  const { claimed, executed } = underWay(database, now);
  const room = Math.min(most, queue - claimed - executed);
  const picked: ClaimedRequest[] = [];
  let last = turn;
  /** The consumer after whom nobody had anything, if that goes on until it is its turn again. */
  let idleSince: string | undefined;
  while (picked.length < room) {
    const consumer = consumerAfter(database, last) ?? consumerAfter(database, "");
    if (consumer === undefined || consumer === idleSince) break;
    const row = claimOf(database, consumer, terms);
    if (row) picked.push({ ...seenRequest(row), attempts: row.attempts as number });
    idleSince = row ? undefined : (idleSince ?? consumer);
    last = consumer;
  }
  return picked;
}

function consumerAfter(database: Database, consumer: string): string | undefined {
  const row = database.get(
    `SELECT consumer FROM requests WHERE state = 'seen' AND retry_at = 0 AND consumer > :consumer
     ORDER BY consumer LIMIT 1`,
    { consumer },
  );
  return row?.consumer as string | undefined;
}

function claimOf(
  database: Database,
  consumer: string,
  { timestamp, leaseEnds }: ClaimTerms,
): Row | undefined {
  return database.get(
    `UPDATE requests SET retry_at = :leaseEnds, claimed = 1 WHERE id = (
       SELECT id FROM requests
       WHERE state = 'seen' AND retry_at = 0 AND consumer = :consumer AND deadline >= :timestamp
       ORDER BY deadline, block_number, log_index LIMIT 1)
     RETURNING *`,
    { consumer, timestamp, leaseEnds },
  );
}

/** Whether the request waited for it. */
function conclude(database: Database, verdict: Verdict, now: number): boolean {
  const { id } = verdict;
  switch (verdict.type) {
    case "executed":
      return toExecuted(database, id, verdict.execution, now);
    case "declined":
      return giveUp(database, id, "declined", { stage: "execute", reason: verdict.reason, at: now });
    case "postponed": {
      const { reason, retryAt, failed } = verdict;
      return (
        database.run(
          `UPDATE requests SET reason = :reason, attempts = attempts + :failed, retry_at = :retryAt, claimed = 0
           WHERE id = :id AND state = 'seen'`,
          { id, reason: toJson(reason), retryAt, failed: Number(failed) },
        ) > 0
      );
    }
  }
}

/** Its attempts start again: from here on they count fulfilments. */
function toExecuted(database: Database, id: string, execution: Execution, now: number): boolean {
  database.run(
    `INSERT OR IGNORE INTO executions VALUES (:id, :outcome, :result, :fuelUsed, :logs, :peakMemory, :now)`,
    { ...executionValues(id, execution), now },
  );
  const changed = database.run(
    `UPDATE requests SET state = 'executed', reason = NULL, attempts = 0, retry_at = 0, claimed = 0
     WHERE id = :id AND state = 'seen'`,
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
