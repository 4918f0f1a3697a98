import Table from "cli-table3";
import type { Accepted } from "./survivors.ts";
import type { Verdict } from "./verdict.ts";

interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly mutant: string;
  /** Why it may survive; null where nobody said so. */
  readonly reason: string | null;
}

interface FileReport {
  readonly file: string;
  readonly killed: number;
  readonly survived: number;
}

export interface MutationReport {
  readonly killed: number;
  readonly survived: number;
  /** Killed of those that differ, in per cent. */
  readonly score: number;
  /** Left out of the score: those that do not compile, and those whose code is the same. */
  readonly invalid: number;
  readonly equal: number;
  readonly files: readonly FileReport[];
  readonly survivors: readonly Survivor[];
  /** Accepted as survivors, but killed or gone. */
  readonly stale: readonly string[];
}

/** @param known Names of all mutants that there are, judged or not. */
export function makeReport(
  verdicts: readonly Verdict[],
  accepted: readonly Accepted[],
  known: ReadonlySet<string>,
): MutationReport {
  const reasons = new Map(accepted.flatMap(({ reason, mutants }) => mutants.map((id) => [id, reason])));
  const survivors = verdicts
    .filter(({ fate }) => fate === "survived")
    .map((verdict) => survivorOf(verdict, reasons));
  const killed = countOf(verdicts, "killed");
  const judged = new Map(verdicts.map(({ mutant, fate }) => [mutant.id, fate]));
  return {
    killed,
    survived: survivors.length,
    score: (100 * killed) / Math.max(1, killed + survivors.length),
    invalid: countOf(verdicts, "invalid"),
    equal: countOf(verdicts, "equal"),
    files: byFile(verdicts),
    survivors,
    stale: [...reasons.keys()].filter(
      (id) => !known.has(id) || (judged.get(id) ?? "survived") !== "survived",
    ),
  };
}

/** Whether what survived is what was accepted. */
export function isAsAccepted({ survivors, stale }: MutationReport): boolean {
  return stale.length === 0 && survivors.every(({ reason }) => reason !== null);
}

export function asText(report: MutationReport): string {
  const table = new Table({ head: ["file", "killed", "survived"], style: { head: [], border: [] } });
  table.push(...report.files.map(({ file, killed, survived }) => [file, killed, survived]));
  const { killed, survived, score, invalid, equal, survivors, stale } = report;
  return [
    table.toString(),
    ...survivors.map(
      ({ file, line, mutant, reason }) => `${file}:${line} ${mutant}\n    ${reason ?? "NOT ACCEPTED"}`,
    ),
    ...stale.map((id) => `ACCEPTED, BUT KILLED OR GONE: ${id}`),
    `${killed} of ${killed + survived} mutants killed: ${score.toFixed(1)} %`,
    `left out: ${invalid} that do not compile, ${equal} whose code is the same`,
  ].join("\n");
}

function survivorOf({ mutant }: Verdict, reasons: ReadonlyMap<string, string>): Survivor {
  const { file, line, id } = mutant;
  return { file, line, mutant: id, reason: reasons.get(id) ?? null };
}

function byFile(verdicts: readonly Verdict[]): readonly FileReport[] {
  const files = [...new Set(verdicts.map(({ mutant }) => mutant.file))];
  return files.map((file) => {
    const own = verdicts.filter(({ mutant }) => mutant.file === file);
    return { file, killed: countOf(own, "killed"), survived: countOf(own, "survived") };
  });
}

function countOf(verdicts: readonly Verdict[], fate: Verdict["fate"]): number {
  return verdicts.filter((verdict) => verdict.fate === fate).length;
}
