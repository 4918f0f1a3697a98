import { getAddress, isAddress, parseUnits, ZeroAddress } from "ethers";
import { type CsvRow, parseCsv } from "../../tasks/shared/csv.ts";

/** Who gets how much, in smallest units. */
export interface Entry {
  readonly account: string;
  readonly amount: bigint;
}

/** What is wrong with a line, counted from 1. */
export interface LineFault {
  readonly line: number;
  readonly fault: string;
}

export interface List {
  readonly entries: readonly Entry[];
  readonly faults: readonly LineFault[];
}

/** What becomes of an account that stands in several lines. */
export type Duplicates = "refuse" | "merge";

const AMOUNT = /^\d+(\.\d{1,18})?$/;

interface Columns {
  readonly account: number;
  readonly amount: number;
}

/**
 * The accounts and amounts (in tokens, such as 12.5) of a CSV file, and every line that is not right. The columns are
 * named `account` and `amount`, in any order and among others, or are the first two of a file without names. `ownName`
 * tells the organisation's own contracts, from which nobody could ever move what they got.
 */
export function parseList(
  text: string,
  duplicates: Duplicates,
  ownName: (account: string) => string | undefined = () => undefined,
): List {
  const [first, ...rest] = parseCsv(text);
  if (first === undefined) return { entries: [], faults: [{ line: 1, fault: "the file is empty" }] };
  const named = columnsOf(first);
  const columns = named ?? { account: 0, amount: 1 };
  const amounts = new Map<string, bigint>();
  const lines = new Map<string, number>();
  const faults: LineFault[] = [];
  for (const row of named === undefined ? [first, ...rest] : rest) {
    const read = entryOf(row, columns, ownName);
    const before = typeof read === "string" ? undefined : lines.get(read.account);
    if (typeof read === "string") faults.push({ line: row.line, fault: read });
    else if (before !== undefined && duplicates === "refuse")
      faults.push({ line: row.line, fault: `${read.account} stands in line ${before} already` });
    else {
      amounts.set(read.account, (amounts.get(read.account) ?? 0n) + read.amount);
      lines.set(read.account, before ?? row.line);
    }
  }
  if (amounts.size === 0 && faults.length === 0) faults.push({ line: first.line, fault: "nobody is named" });
  return { entries: [...amounts].map(([account, amount]) => ({ account, amount })), faults };
}

/** The columns by their names; undefined where the row holds none, and is data. */
function columnsOf({ cells }: CsvRow): Columns | undefined {
  const names = cells.map((cell) => cell.toLowerCase());
  const [account, amount] = [names.indexOf("account"), names.indexOf("amount")];
  return account < 0 || amount < 0 ? undefined : { account, amount };
}

/** The entry, or what is wrong with it. */
function entryOf(
  { cells }: CsvRow,
  columns: Columns,
  ownName: (account: string) => string | undefined,
): Entry | string {
  const account = cells[columns.account] ?? "";
  const amount = cells[columns.amount];
  if (amount === undefined) return "there is no amount: a line is account,amount";
  if (!/^0x/i.test(account) || !isAddress(account)) return `"${account}" is not an address`;
  if (!AMOUNT.test(amount)) return `"${amount}" is not an amount such as 12.5, with at most 18 decimals`;
  const [address, units] = [getAddress(account), parseUnits(amount, 18)];
  if (address === ZeroAddress) return "the zero address can claim nothing";
  if (units === 0n) return "the amount is zero";
  const own = ownName(address);
  return own === undefined ? { account: address, amount: units } : `${address} is the ${own} contract`;
}
