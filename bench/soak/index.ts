// npm run bench -- soak [--minutes 30] [--seed 1]: random faults from the catalogue, one after the other, under load.

import hre from "hardhat";
import { versions } from "../faults/versions.ts";
import type { Measurement, Options } from "../report.ts";

export const options = {
  minutes: { type: "string", default: process.env.ALTHING_SOAK_MINUTES ?? "30" },
  seed: { type: "string", default: "1" },
} as const;

export const isAlone = true;

export async function measure(progress: (text: string) => void, given: Options): Promise<Measurement> {
  progress("Compiling");
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  // Not before the build, which makes the types that this imports.
  const { soak } = await import("./soak.ts");
  const [minutes, seed] = [Number(given.minutes), Number(given.seed)];
  progress(`${minutes} minutes, seed ${seed}`);
  const { board, served, minutesTaken } = await soak({ minutes, seed, progress });
  for (const failure of board.failures) progress(`NOT SURVIVED  ${failure}`);
  for (const line of board.leftOut) progress(line);
  return {
    overviews: [board.overview()],
    rows: [
      ...board.totals(undefined),
      { case: "the soak", metric: "requests served beside the faults' own", value: served },
      { case: "the soak", metric: "minutes", value: minutesTaken },
      { case: "the soak", metric: "seed", value: seed },
    ],
    versions: versions(),
  };
}
