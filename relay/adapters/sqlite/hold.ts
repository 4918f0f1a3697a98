import { canBeConfirmed, type Grounds, type Hold, mayHaveForgotten } from "../../domain/holds.ts";
import type { Signings } from "../../domain/lease.ts";
import type { HoldStore } from "../../store-port.ts";
import type { Database } from "./database.ts";

export function holdStore(database: Database): HoldStore {
  return {
    holds: async () => holds(database),
    hold: async (grounds, now) => database.transaction(() => addHold(database, grounds, now)),
    release: async (code, evidence) => {
      database.run("DELETE FROM holds WHERE code = :code AND evidence = coalesce(:evidence, evidence)", {
        code,
        evidence: evidence ?? null,
      });
    },
    confirm: async (block) => database.transaction(() => confirm(database, block)),
    signings: async () => signings(database),
    countFrom: async (signatures) => {
      database.run("UPDATE signings SET signatures = max(signatures, :signatures)", { signatures });
    },
  };
}

/** Whether signing is on hold for it now. */
export function addHold(
  database: Database,
  { code, evidence, message, block }: Grounds,
  now: number,
): boolean {
  if (block !== undefined && block <= signings(database).confirmedBlock) return false;
  database.run(
    `INSERT INTO holds (code, evidence, message, since) VALUES (:code, :evidence, :message, :now)
     ON CONFLICT (code, evidence) DO UPDATE SET message = :message WHERE confirmed = 0`,
    { code, evidence, message, now },
  );
  const row = database.get("SELECT confirmed FROM holds WHERE code = :code AND evidence = :evidence", {
    code,
    evidence,
  });
  return row?.confirmed === 0;
}

export function signings(database: Database): Signings & { readonly confirmedBlock: number } {
  const row = database.get("SELECT * FROM signings");
  return {
    storeId: row?.store_id as string,
    signatures: row?.signatures as number,
    confirmedBlock: row?.confirmed_block as number,
  };
}

function holds(database: Database): Hold[] {
  const rows = database.all(
    "SELECT code, message, since FROM holds WHERE confirmed = 0 ORDER BY since, code",
  );
  return rows.map(({ code, message, since }) => ({
    code: code as string,
    message: message as string,
    since: since as number,
  }));
}

function confirm(database: Database, block: number): Hold[] {
  const ended = holds(database).filter(canBeConfirmed);
  for (const { code } of ended) database.run("UPDATE holds SET confirmed = 1 WHERE code = :code", { code });
  if (mayHaveForgotten(ended))
    database.run("UPDATE signings SET confirmed_block = max(confirmed_block, :block)", { block });
  return ended;
}
