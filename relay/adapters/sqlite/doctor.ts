import { keccak256 } from "ethers";
import type { Program } from "../../../protocol/task.ts";
import type { RequestState } from "../../domain/request.ts";
import type { BlockRef } from "../../ports.ts";
import type { DoctorStore, InnerFault } from "../../store-port.ts";
import type { KnownRequest } from "../../store-records.ts";
import { fromJson } from "./codec.ts";
import type { Database, Row } from "./database.ts";
import { openTransaction } from "./submit.ts";
import { applyEvent, dropCarriers, RESUMED, UNSETTLED } from "./watch.ts";

/** Most faults of a file that are listed. */
const MOST_DAMAGES = 20;

export function doctorStore(database: Database): DoctorStore {
  return {
    damage: async () =>
      database
        .all(`PRAGMA integrity_check(${MOST_DAMAGES})`)
        .map((row) => row.integrity_check as string)
        .filter((text) => text !== "ok"),
    innerFault: async (fault, now) => found(database, fault, now),
    mendInnerFault: async (fault, now) =>
      database.transaction(() => {
        const { mend } = inner[fault];
        const subjects = JSON.stringify(mend === undefined ? [] : found(database, fault, now));
        if (mend !== undefined) database.run(mend, { subjects });
      }),
    knownRequests: async (from, to) =>
      database
        .all(
          `${KNOWN} WHERE block_number BETWEEN :from AND :to
           UNION ${KNOWN} WHERE settled_block BETWEEN :from AND :to`,
          { from, to },
        )
        .map(knownRequest),
    knownRequest: async (id) => {
      const row = database.get(`${KNOWN} WHERE id = :id`, { id });
      return row && knownRequest(row);
    },
    takeAgain: async (events, now) =>
      database.transaction(() => {
        for (const event of events) applyEvent(database, event, now);
      }),
    takeBack: async ({ requests, ends }) =>
      database.transaction(() => {
        database.run(
          `UPDATE requests SET state = 'withdrawn', ${UNSETTLED}, attempts = 0, retry_at = 0
           WHERE id IN (SELECT value FROM json_each(:ids))`,
          { ids: JSON.stringify(requests) },
        );
        database.run(
          `UPDATE requests SET state = ${RESUMED}, ${UNSETTLED}
           WHERE state IN ('settled', 'expired') AND id IN (SELECT value FROM json_each(:ids))`,
          { ids: JSON.stringify(ends) },
        );
        dropCarriers(database, Number.MAX_SAFE_INTEGER);
      }),
    openTransactions: async () =>
      database
        .all("SELECT * FROM transactions WHERE state = 'open' ORDER BY sender, nonce")
        .map((row) => openTransaction(database, row)),
    programsWithoutArtefact: async () =>
      database
        .all(
          `SELECT DISTINCT program FROM requests JOIN programs ON hash = json_extract(task, '$.program')
           WHERE state = 'seen' AND NOT EXISTS (
             SELECT 1 FROM artefacts WHERE code_hash = json_extract(program, '$.codeHash'))`,
        )
        .map(({ program }) => fromJson<Program>(program)),
  };
}

/** How a fault is found (column `subject`), and what mends it; `:subjects` is a JSON array of what was found. */
interface Remedy {
  readonly find: string;
  readonly mend?: string;
}

const SUBJECTS = "(SELECT value FROM json_each(:subjects))";

const inner: Record<InnerFault, Remedy> = {
  "batch without requests": {
    find: `SELECT id AS subject FROM batches WHERE state = 'open'
      AND NOT EXISTS (SELECT 1 FROM requests WHERE batch_id = batches.id)`,
    mend: `UPDATE batches SET state = 'released' WHERE id IN ${SUBJECTS}`,
  },
  "request without its batch": {
    find: `SELECT id AS subject FROM requests WHERE state IN ('signed', 'submitted') AND NOT EXISTS (
      SELECT 1 FROM batches b WHERE b.id = batch_id AND (b.state IN ('open', 'mined') OR b.state = 'sent' AND EXISTS (
        SELECT 1 FROM transactions t WHERE t.batch_id = b.id AND t.state = 'open')))`,
    mend: `UPDATE requests SET state = ${RESUMED}, batch_id = NULL WHERE id IN ${SUBJECTS}`,
  },
  "request without its execution": {
    find: `SELECT id AS subject FROM requests WHERE state IN ('executed', 'signed', 'submitted')
      AND NOT EXISTS (SELECT 1 FROM executions e WHERE e.id = requests.id)`,
    mend: `UPDATE requests SET state = 'seen', batch_id = NULL, retry_at = 0 WHERE id IN ${SUBJECTS}`,
  },
  "claim whose lease is over": {
    find: `SELECT id AS subject FROM requests WHERE state = 'seen' AND retry_at > 0 AND claimed = 1 AND retry_at <= :now`,
    mend: `UPDATE requests SET retry_at = 0, claimed = 0 WHERE id IN ${SUBJECTS}`,
  },
  "wrong count": {
    find: `SELECT state AS subject FROM (
      SELECT state, count(*) AS count FROM requests GROUP BY state
      UNION ALL SELECT state, -count FROM request_counts) GROUP BY state HAVING sum(count) <> 0`,
    mend: `INSERT OR REPLACE INTO request_counts
      SELECT value, (SELECT count(*) FROM requests WHERE state = value) FROM json_each(:subjects)`,
  },
  "damaged artefact": {
    find: "SELECT code_hash AS subject, bytes FROM artefacts",
    mend: `DELETE FROM artefacts WHERE code_hash IN ${SUBJECTS}`,
  },
  "signature without a request": {
    find: `SELECT DISTINCT commitment AS subject FROM signed_leaves
      WHERE NOT EXISTS (SELECT 1 FROM requests WHERE requests.id = commitment)`,
  },
};

function found(database: Database, fault: InnerFault, now: number): string[] {
  const { find } = inner[fault];
  return database
    .all(find, find.includes(":now") ? { now } : {})
    .filter((row) => fault !== "damaged artefact" || keccak256(row.bytes as Uint8Array) !== row.subject)
    .map(({ subject }) => String(subject));
}

const KNOWN = `SELECT id, state, block_number, block_hash, settled_block,
  json_extract(settlement, '$.blockHash') AS settled_hash FROM requests`;

function knownRequest(row: Row): KnownRequest {
  return {
    id: row.id as string,
    state: row.state as RequestState,
    blockNumber: row.block_number as number,
    blockHash: row.block_hash as string,
    endBlock: endBlock(row),
  };
}

function endBlock({ settled_block, settled_hash }: Row): BlockRef | undefined {
  if (settled_block === null) return undefined;
  return { number: settled_block as number, hash: settled_hash as string };
}
