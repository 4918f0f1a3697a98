import { dirname, relative } from "node:path";
import type { BuiltFunction } from "../../functions/build.ts";
import { ScriptNames } from "../../functions/script-names.ts";
import { buildPrelude } from "../../functions/sdk/build-prelude.ts";
import type { FunctionProfile, Profile } from "../../runtime/profiler/profile.ts";
import { figure } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";

/** What the calls of one function had of the fuel; fuel of all lines together is the execution's. */
export interface ProfileLine {
  readonly function: string;
  /** File and line of its source; null where it has none. */
  readonly at: string | null;
  readonly calls: number;
  readonly ownFuel: bigint;
  /** Own fuel as a part of all, from 0 to 1. */
  readonly share: number;
  /** With the functions that it calls. */
  readonly totalFuel: bigint;
}

/** Lines that people are shown; the others are summed up in one. */
const SHOWN = 30;

/** The profile with the names and places that functions have in the sources, the most fuel first. */
export async function profileLines(
  { execution, functions }: Profile,
  built: BuiltFunction,
  entryFile: string,
): Promise<ProfileLine[]> {
  const locate = built.kind === "js" ? await sourcesOf(built, entryFile) : () => undefined;
  const fuel = Number(execution.fuelUsed);
  return functions.map((one) => {
    const source = locate(one);
    const { calls, ownFuel, totalFuel } = one;
    return {
      function: source?.name ?? one.name,
      at: source ? `${relative("", source.file)}:${source.line}` : null,
      calls,
      ownFuel,
      share: fuel === 0 ? 0 : Number(ownFuel) / fuel,
      totalFuel,
    };
  });
}

async function sourcesOf(built: BuiltFunction & { kind: "js" }, entryFile: string) {
  const script = new TextDecoder().decode(built.bytes);
  const prelude = await buildPrelude();
  const names = new Map([
    ["function.js", new ScriptNames(script, built.sourceMap, dirname(entryFile))],
    ["prelude.js", new ScriptNames(prelude.script, prelude.sourceMap, prelude.folder)],
  ]);
  return ({ name, place }: FunctionProfile) => place && names.get(place.file)?.find(name, place);
}

export function printProfile(lines: readonly ProfileLine[]): void {
  const shown = lines.slice(0, SHOWN);
  const rest = lines.slice(SHOWN);
  const rows = [...shown.map(cellsOf), ...(rest.length > 0 ? [cellsOfRest(rest)] : [])];
  const placed = lines.some(({ at }) => at !== null);
  const columns = ["function", "at", "calls", "own fuel", "share", "with callees"];
  const kept = (cells: readonly string[]) => (placed ? cells : cells.toSpliced(columns.indexOf("at"), 1));
  printTable(kept(columns), rows.map(kept));
}

function cellsOf({ function: name, at, calls, ownFuel, share, totalFuel }: ProfileLine): string[] {
  return [name, at ?? "", figure(calls), figure(ownFuel), percent(share), figure(totalFuel)];
}

function cellsOfRest(lines: readonly ProfileLine[]): string[] {
  const calls = lines.reduce((sum, line) => sum + line.calls, 0);
  const ownFuel = lines.reduce((sum, line) => sum + line.ownFuel, 0n);
  const share = lines.reduce((sum, line) => sum + line.share, 0);
  return [`${lines.length} others`, "", figure(calls), figure(ownFuel), percent(share), ""];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
