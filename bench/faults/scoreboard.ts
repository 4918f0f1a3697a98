import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Overview, Row } from "../report.ts";
import { spreadOf } from "../statistics.ts";

export interface Injected {
  /** Milliseconds from the fault's end until all was well; undefined: it never was. */
  readonly recovered: number | undefined;
  /** What was wrong then; nothing: it survived. */
  readonly faults: readonly string[];
}

interface Line {
  injected: number;
  survived: number;
  readonly recoveries: number[];
}

/** How often each fault was injected, and what came of it. */
export class Scoreboard {
  readonly #lines = new Map<string, Line>();
  /** What did not survive, and why. */
  readonly failures: string[] = [];
  /** What was left out, as the node itself broke. */
  readonly leftOut: string[] = [];

  /** Makes the line, which shows even where nothing could be injected. */
  expect(name: string): Line {
    const line = this.#lines.get(name) ?? { injected: 0, survived: 0, recoveries: [] };
    this.#lines.set(name, line);
    return line;
  }

  injected(name: string, { recovered, faults }: Injected): void {
    const line = this.expect(name);
    line.injected += 1;
    if (recovered !== undefined) line.recoveries.push(recovered);
    if (faults.length === 0) line.survived += 1;
    else this.failures.push(`${name}: ${faults.join("; ")}`);
  }

  /** The node lost a block of its own: the fault does not count, and is told. */
  leaveOut(name: string, lost: number): void {
    this.expect(name);
    this.leftOut.push(`${name}: left out, as the node has lost its block ${lost}`);
  }

  /** Keeps the relay's log of a failure, for whoever looks for its cause. */
  tell(name: string, log: readonly string[]): void {
    const folder = path.resolve("reports/faults");
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name.replace(/\W+/g, "-")}-${this.failures.length}.log`);
    writeFileSync(file, `${this.failures.at(-1)}\n${log.join("\n")}\n`);
  }

  lineText(name: string): string {
    const { injected, survived } = this.expect(name);
    return `${name}: ${survived} of ${injected} survived`;
  }

  overview(): Overview {
    const rows = [...this.#lines].map(([name, { injected, survived, recoveries }]) => ({
      case: name,
      values: [injected, survived, median(recoveries), worst(recoveries)],
    }));
    return { title: "fault", head: ["injected", "survived", "recovery ms, median", "worst"], rows };
  }

  total(): string {
    const lines = [...this.#lines.values()];
    const [injected, survived] = [
      lines.reduce((sum, line) => sum + line.injected, 0),
      lines.reduce((sum, line) => sum + line.survived, 0),
    ];
    return `${survived} of ${injected} survived`;
  }

  /** @param goal Of how many faults were injected. */
  totals(goal?: string): Row[] {
    const lines = [...this.#lines.values()];
    const sum = (pick: (line: Line) => number) => lines.reduce((total, line) => total + pick(line), 0);
    const all = lines.flatMap(({ recoveries }) => recoveries);
    const row = (metric: string, value: number, goal?: string): Row => ({
      case: "all faults",
      metric,
      value,
      ...(goal === undefined ? {} : { goal }),
    });
    const injected = sum((line) => line.injected);
    return [
      row("injected", injected, goal),
      row(
        "survived",
        sum((line) => line.survived),
        `>= ${injected}`,
      ),
      row("left out, as the node lost a block of its own", this.leftOut.length),
      row("lines without an injection", lines.filter((line) => line.injected === 0).length),
      row("recovery ms, median", median(all) ?? Number.NaN),
      row("recovery ms, worst", worst(all) ?? Number.NaN),
    ];
  }
}

function median(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : spreadOf(values).median;
}

function worst(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values);
}
