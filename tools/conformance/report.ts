import Table from "cli-table3";
import type { Omission, Verdict } from "./verdict.ts";

export interface ConformanceReport {
  readonly passed: number;
  readonly failed: number;
  /** Assertions by the reason that they are left out for; `files` has each one with its line. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly files: readonly Verdict[];
}

export function makeReport(files: readonly Verdict[]): ConformanceReport {
  return {
    passed: sum(files.map(({ passed }) => passed)),
    failed: sum(files.map(({ failures }) => failures.length)),
    leftOut: byReason(files.flatMap(({ leftOut }) => leftOut)),
    files,
  };
}

/** A row for each file, and one more for each further reason to leave assertions of it out. */
export function asTable({ passed, failed, leftOut, files }: ConformanceReport): string {
  const table = new Table({
    head: ["file", "passed", "left out", "because of"],
    style: { head: [], border: [] },
    // No line between rows: there are hundreds.
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  table.push(...files.flatMap(rowsOf));
  const failures = files.flatMap(({ file, failures }) =>
    failures.map(({ line, fault }) => `FAILED ${file}.wast:${line} ${fault}`),
  );
  const reasons = Object.entries(leftOut).map(([reason, count]) => `  ${figure(count)} ${reason}`);
  const total = `${figure(passed)} of ${figure(passed + failed)} assertions passed; left out:`;
  return [table.toString(), ...failures, total, ...reasons].join("\n");
}

function rowsOf({ file, passed, failures, leftOut }: Verdict): string[][] {
  const [first = ["", ""], ...others] = Object.entries(byReason(leftOut)).map(([reason, count]) => [
    figure(count),
    reason,
  ]);
  const ownRow = [file, `${figure(passed)} of ${figure(passed + failures.length)}`, ...first];
  return [ownRow, ...others.map((other) => ["", "", ...other])];
}

function byReason(omissions: readonly Omission[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of omissions) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function figure(count: number): string {
  return count.toLocaleString("en-US");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
