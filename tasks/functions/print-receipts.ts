import type { FunctionReceipt } from "../../clients/index.ts";
import { toCsv } from "../shared/csv.ts";
import { figure, gwei, short } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";
import { outcomeInWords } from "./request-state.ts";

/** The columns of the comma-separated form, which are the fields of the JSON form. */
const COLUMNS = [
  "requestId",
  "account",
  "consumer",
  "functionId",
  "version",
  "outcome",
  "callback",
  "fuelUsed",
  "requestGas",
  "fulfilGas",
  "fixedFee",
  "fuelFee",
  "byteFee",
  "gasFee",
  "charged",
  "refunded",
  "blockNumber",
  "requestTransaction",
  "fulfilTransaction",
] as const satisfies readonly (keyof FunctionReceipt)[];

const HEAD = [
  "request",
  "function",
  "outcome",
  "callback",
  "fuel",
  "request gas",
  "fulfil gas",
  "fees (gwei)",
  "gas (gwei)",
  "charged (gwei)",
  "refunded (gwei)",
];

/** Amounts are wei, outcomes words. */
export function receiptsAsCsv(receipts: readonly FunctionReceipt[]): string {
  const rows = receipts.map((receipt) =>
    COLUMNS.map((name) => (name === "outcome" ? outcomeInWords(receipt.outcome) : String(receipt[name]))),
  );
  return toCsv(COLUMNS, rows);
}

/** A line a receipt, and their sums. */
export function printReceipts(receipts: readonly FunctionReceipt[]): void {
  const total = (pick: (receipt: FunctionReceipt) => bigint) =>
    receipts.reduce((sum, receipt) => sum + pick(receipt), 0n);
  const sums = {
    fees: total(feesOf),
    gasFee: total(({ gasFee }) => gasFee),
    charged: total(({ charged }) => charged),
    refunded: total(({ refunded }) => refunded),
  };
  const totals = [gwei(sums.fees), gwei(sums.gasFee), gwei(sums.charged), gwei(sums.refunded)];
  printTable(HEAD, [...receipts.map(rowOf), ["total", "", "", "", "", "", "", ...totals]]);
  console.log("Gas is per request where a transaction held several; each was charged its fees and its gas.");
}

function rowOf(receipt: FunctionReceipt): string[] {
  return [
    short(receipt.requestId),
    String(receipt.functionId),
    outcomeInWords(receipt.outcome),
    receipt.callback,
    figure(receipt.fuelUsed),
    figure(receipt.requestGas),
    figure(receipt.fulfilGas),
    gwei(feesOf(receipt)),
    gwei(receipt.gasFee),
    gwei(receipt.charged),
    gwei(receipt.refunded),
  ];
}

function feesOf({ fixedFee, fuelFee, byteFee }: FunctionReceipt): bigint {
  return fixedFee + fuelFee + byteFee;
}
