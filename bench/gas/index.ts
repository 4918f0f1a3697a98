// npm run bench -- gas: gas of a request and its fulfilment, beside Chainlink Functions and the least there can be.

import { createRequire } from "node:module";
import hre from "hardhat";
import type { Measurement } from "../report.ts";
import { althing } from "./althing/index.ts";
import { chainlink } from "./chainlink/index.ts";
import { type Artifact, compileContracts } from "./compile.ts";
import { floor } from "./floor.ts";
import { goalRows } from "./goals.ts";
import { overviewsOf, type Series } from "./overviews.ts";
import { LARGEST_BATCH, type RoundTrip, roundTrips } from "./rounds.ts";
import type { Contestant } from "./system.ts";

/** With 4 operators, of whom 3 sign. */
const BATCHES = [1, 2, 5, 10, 20, LARGEST_BATCH];
const OPERATORS = [1, 4, 7, 16, 31];
const USUAL_OPERATORS = 4;

export async function measure(progress: (text: string) => void): Promise<Measurement> {
  progress("Compiling");
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  const artifacts = compileContracts();
  const run = async (contestant: Contestant): Promise<Series> => {
    progress(`Measuring ${contestant.name}`);
    return measureContestant(contestant);
  };
  const peer = await run(chainlink(artifactIn(artifacts, "ChainlinkConsumer")));
  const ours = await inTurn(ownContracts(artifacts), run);
  const floors = await inTurn(bareFloors(artifacts), run);
  return {
    overviews: overviewsOf([...ours, peer, ...floors]),
    rows: ours.flatMap((series) => goalRows(series, peer)),
    versions: versions(),
  };
}

type Artifacts = ReadonlyMap<string, Artifact>;

function ownContracts(artifacts: Artifacts): Contestant[] {
  const consumer = artifactIn(artifacts, "AlthingConsumer");
  return [
    althing("Althing, an account pays", "account", consumer),
    althing("Althing, the consumer pays", "own account", consumer),
    althing("Althing, an account pays up to a cap", "capped", consumer),
  ];
}

function bareFloors(artifacts: Artifacts): Contestant[] {
  const consumer = artifactIn(artifacts, "FloorConsumer");
  return [
    floor("floor, fresh slots", artifactIn(artifacts, "FreshFloor"), consumer),
    floor("floor, recycled slots", artifactIn(artifacts, "RecycledFloor"), consumer),
  ];
}

function artifactIn(artifacts: Artifacts, name: string): Artifact {
  const found = artifacts.get(name);
  if (found === undefined) throw new Error(`no contract ${name} in bench/gas/contracts`);
  return found;
}

async function inTurn<T, U>(all: readonly T[], run: (one: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (const one of all) results.push(await run(one));
  return results;
}

async function measureContestant(contestant: Contestant): Promise<Series> {
  const byOperators = new Map<number, RoundTrip>();
  for (const operators of OPERATORS.filter((count) => count >= contestant.fewestOperators)) {
    const [trip] = await onNewChain(contestant, operators, [1]);
    if (trip) byOperators.set(operators, trip);
  }
  const batches = await onNewChain(contestant, USUAL_OPERATORS, BATCHES);
  return { name: contestant.name, batches, byOperators };
}

/** Every deployment has a chain to itself, so that nobody pays for what another left behind. */
async function onNewChain(contestant: Contestant, operators: number, counts: readonly number[]) {
  const connection = await hre.network.create("default");
  try {
    return await roundTrips(connection, contestant, operators, counts);
  } finally {
    await connection.close();
  }
}

function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  return {
    hardhat: versionOf("hardhat"),
    solc: versionOf("solc"),
    "@chainlink/functions-toolkit": versionOf("@chainlink/functions-toolkit"),
  };
}
