// npm run bench -- gas: gas of a request and its fulfilment, beside Chainlink Functions and the least there can be.

import { createRequire } from "node:module";
import hre from "hardhat";
import type { Measurement } from "../report.ts";
import { compileContracts } from "./compile.ts";
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
  // Not before the build: the generated types that this imports bring the contracts' code along.
  const { contestants } = await import("./contestants.ts");
  const { ours, peer, floors } = contestants(compileContracts());
  const run = async (contestant: Contestant): Promise<Series> => {
    progress(`Measuring ${contestant.name}`);
    return measureContestant(contestant);
  };
  const [own, beside, least] = [await inTurn(ours, run), await run(peer), await inTurn(floors, run)];
  return {
    overviews: overviewsOf([...own, beside, ...least]),
    rows: own.flatMap((series) => goalRows(series, beside)),
    versions: versions(),
  };
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
