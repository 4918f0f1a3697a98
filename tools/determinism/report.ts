import Table from "cli-table3";
import type { DeterminismReport } from "./compare-hosts.ts";
import type { HostReport } from "./comparison.ts";

/** Differences that are shown of one host. */
const SHOWN = 5;

export function asTable({ cases, reference, outcomes, hosts }: DeterminismReport): string {
  const table = new Table({
    head: ["compared with", "runs", "in a used instance", "differ"],
    style: { head: [], border: [] },
  });
  table.push(
    ...hosts.map(({ host, runs, inUsedInstance, differences }) => [
      host,
      figure(runs),
      inUsedInstance > 0 ? figure(inUsedInstance) : "",
      figure(differences.length),
    ]),
  );
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${figure(count)} ${outcome}`);
  const total = `${figure(cases)} calls on ${reference}: ${counts.join(", ")}`;
  return [table.toString(), total, ...hosts.flatMap(shownDifferences)].join("\n");
}

function shownDifferences({ host, differences }: HostReport): string[] {
  return differences
    .slice(0, SHOWN)
    .map(({ name, wanted, got }) => `DIFFERS ${host}, ${name}:\n  ${wanted}\n  ${got}`);
}

function figure(count: number): string {
  return count.toLocaleString("en-US");
}
