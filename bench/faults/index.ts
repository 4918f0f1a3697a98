// npm run bench -- faults [--seed 1] [--only text] [--share 1] [--nodes anvil,hardhat] [--worlds 2]: the scoreboard of what the relay survives.

import hre from "hardhat";
import type { NodeKind } from "../../tools/local-node.ts";
import type { Measurement, Options } from "../report.ts";
import { versions } from "./versions.ts";

export const options = {
  seed: { type: "string", default: "1" },
  only: { type: "string" },
  share: { type: "string", default: "1" },
  nodes: { type: "string", default: "anvil,hardhat" },
  worlds: { type: "string", default: "2" },
} as const;

export const isAlone = true;

export async function measure(progress: (text: string) => void, given: Options): Promise<Measurement> {
  progress("Compiling");
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  // Not before the build, which makes the types that this imports.
  const [{ runFaults }, { catalogue }] = await Promise.all([import("./run.ts"), import("./catalogue.ts")]);
  const [seed, share, worlds] = [given.seed, given.share, given.worlds].map(Number) as [
    number,
    number,
    number,
  ];
  const only = given.only === undefined ? undefined : String(given.only);
  const nodes = String(given.nodes).split(",") as NodeKind[];
  progress(`Seed ${seed}`);
  const start = performance.now();
  const board = await runFaults(catalogue, { seed, only, share, nodes, worlds, progress });
  for (const failure of board.failures) progress(`NOT SURVIVED  ${failure}`);
  for (const line of board.leftOut) progress(line);
  const minutes = (performance.now() - start) / 60_000;
  return {
    overviews: [board.overview()],
    rows: [
      ...board.totals(">= 1000"),
      { case: "the run", metric: "minutes", value: minutes, goal: "<= 20" },
      { case: "the run", metric: "seed", value: seed },
    ],
    versions: versions(),
  };
}
