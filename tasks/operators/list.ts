import type { OperatorEpoch, OperatorRecord } from "../../clients/index.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { requireOneFormat, toCsv } from "../shared/csv.ts";
import { ether, gwei, short, tokens } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";

interface ListArguments {
  /** 0: the current one. */
  readonly epoch: bigint;
  readonly csv: boolean;
}

export default action<ClientArguments & ListArguments>(async (args, hre) => {
  requireOneFormat(args);
  return list(await openWorkspace(hre, args), args);
});

export async function list({ operators, output }: Workspace, { epoch, csv }: ListArguments) {
  const found = await operators.epoch(epoch === 0n ? undefined : epoch);
  output.finish(found, () => (csv ? console.log(asCsv(found)) : show(found)));
  return found;
}

const COLUMNS = [
  "epoch",
  "index",
  "signer",
  "sender",
  "payout",
  "revoked",
  "bonded",
  "leaving",
  "slashed",
  "fees",
  "gasInTills",
] as const;

/** Fees and gas are wei, bonds the smallest unit of what they are made in. */
function asCsv({ operators }: OperatorEpoch): string {
  const rows = operators.map(({ bond, ...operator }) => {
    const fields = { ...operator, ...bond };
    return COLUMNS.map((column) => String(fields[column]));
  });
  return toCsv(COLUMNS, rows);
}

function show(found: OperatorEpoch): void {
  const { epoch, currentEpoch, operators, quorum, minBond, currency, feesInTills } = found;
  printFields({
    epoch: epoch === currentEpoch ? `${epoch}, the current one` : `${epoch} of ${currentEpoch}`,
    quorum: `${quorum} of ${operators.length}`,
    "least bond": `${tokens(minBond)} ${currency.symbol}`,
    "fees in tills": `${ether(feesInTills)}, shared by all once collected`,
  });
  printTable(
    [
      "",
      "signer",
      "sender",
      "payout",
      "keys",
      `bond (${currency.symbol})`,
      "leaving",
      "fees (gwei)",
      "gas in tills (gwei)",
    ],
    operators.map(rowOf),
  );
}

function rowOf(operator: OperatorRecord): string[] {
  const { bond, revoked } = operator;
  return [
    String(operator.index),
    operator.signer,
    short(operator.sender),
    short(operator.payout),
    bond.slashed ? "slashed" : revoked ? "revoked" : "count",
    tokens(bond.bonded),
    tokens(bond.leaving),
    gwei(operator.fees),
    gwei(operator.gasInTills),
  ];
}
