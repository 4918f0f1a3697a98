import Table from "cli-table3";
import type { Verdict } from "./verdict.ts";

export interface ConformanceReport {
  readonly passed: number;
  readonly failed: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly files: readonly Verdict[];
}

export function makeReport(files: readonly Verdict[]): ConformanceReport {
  const leftOut: Record<string, number> = {};
  for (const [reason, count] of files.flatMap((file) => Object.entries(file.leftOut))) {
    leftOut[reason] = (leftOut[reason] ?? 0) + count;
  }
  const failed = sum(files.map(({ failures }) => failures.length));
  return { passed: sum(files.map(({ passed }) => passed)), failed, leftOut, files };
}

export function asTable({ passed, failed, leftOut, files }: ConformanceReport): string {
  const table = new Table({ head: ["file", "passed", "left out, and why"], style: { head: [], border: [] } });
  table.push(...files.map((file) => [file.file, passedOf(file), reasons(file.leftOut)]));
  const failures = files.flatMap(({ file, failures }) =>
    failures.map(({ line, fault }) => `FAILED ${file}.wast:${line} ${fault}`),
  );
  const total = `${passed} of ${passed + failed} assertions passed; left out: ${reasons(leftOut) || "none"}`;
  return [table.toString(), ...failures, total].join("\n");
}

function passedOf({ passed, failures }: Verdict): string {
  return `${passed} of ${passed + failures.length}`;
}

function reasons(leftOut: Readonly<Record<string, number>>): string {
  return Object.entries(leftOut)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(", ");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
