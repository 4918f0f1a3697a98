import { readFileSync, statSync } from "node:fs";
import { isHexString } from "ethers";
import { fail } from "../../protocol/errors.ts";
import type { Statement } from "../../protocol/evidence.ts";
import { Outcome } from "../../protocol/outcome.ts";
import type { Receipt } from "../../protocol/receipt.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The statements of a file: one, or a list. Throws ALT_FILE_NOT_FOUND, or ALT_OPERATORS_EVIDENCE naming the fault. */
export function readStatements(file: string): Statement[] {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw fail("ALT_FILE_NOT_FOUND", { file });
  try {
    const document: unknown = JSON.parse(readFileSync(file, "utf8"));
    return [document].flat().map((one) => statementOf(fieldsOf(one, "statement")));
  } catch (error) {
    throw fail("ALT_OPERATORS_EVIDENCE", { file, fault: error instanceof Error ? error.message : "" }, error);
  }
}

function statementOf(statement: Fields): Statement {
  const batch = fieldsOf(statement.batch, "batch");
  const signature = fieldsOf(statement.signature, "signature");
  if (!Array.isArray(statement.proof)) throw new TypeError("proof is not a list");
  return {
    batch: { epoch: whole(batch, "epoch"), root: word(batch, "root"), count: whole(batch, "count") },
    receipt: receiptOf(fieldsOf(statement.receipt, "receipt")),
    index: whole(statement, "index"),
    proof: statement.proof.map((node: unknown) => word({ node }, "node")),
    signature: { r: word(signature, "r"), vs: word(signature, "vs") },
  };
}

function receiptOf(receipt: Fields): Receipt {
  return {
    commitment: word(receipt, "commitment"),
    outcome: outcomeOf(receipt),
    resultHash: word(receipt, "resultHash"),
    fuelUsed: whole(receipt, "fuelUsed"),
    stateSeq: whole(receipt, "stateSeq"),
    stateRootBefore: word(receipt, "stateRootBefore"),
    stateRootAfter: word(receipt, "stateRootAfter"),
    transcriptRoot: word(receipt, "transcriptRoot"),
    extension: word(receipt, "extension"),
  };
}

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value !== "object" || value === null) throw new TypeError(`${name} is missing`);
  return value as Fields;
}

/** Beyond 2^53 a JSON number is not exact: text is taken as well, as `--json` writes it. */
function whole(fields: Fields, name: string): bigint {
  const value = String(fields[name]);
  if (!/^\d+$/.test(value)) throw new TypeError(`${name} is not a whole number`);
  return BigInt(value);
}

function word(fields: Fields, name: string): string {
  const value = fields[name];
  if (!isHexString(value, 32)) throw new TypeError(`${name} is not 32 bytes of hex`);
  return value;
}

function outcomeOf(receipt: Fields): Outcome {
  const value = Number(receipt.outcome);
  const outcome = Object.values(Outcome).find((known) => known === value);
  if (outcome === undefined) throw new TypeError("outcome is not 1 to 5");
  return outcome;
}
