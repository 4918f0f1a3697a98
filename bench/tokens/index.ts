// npm run bench -- tokens: gas of our tokens, collections and governors, beside the libraries that others build on.

import { createRequire } from "node:module";
import type { Contract } from "ethers";
import hre from "hardhat";
import type { Connection } from "../chain.ts";
import type { Measurement, Overview, Row } from "../report.ts";
import {
  type Artifacts,
  artifactsOfAll,
  type Contestant,
  collections,
  moduleCollections,
  organisations,
  phasedCollection,
  tokens,
} from "./contestants.ts";
import { measureToken, TOKEN_CASES } from "./erc20.ts";
import { atMost, besidePeer } from "./goals.ts";
import { ALL_STEPS, measureGovernance, type Organisation, STEPS } from "./governance.ts";
import * as nft from "./nft.ts";
import { MODULE_CASES, measureModules } from "./nft-modules.ts";
import { measurePhase, PHASE_CASES, PHASE_KINDS } from "./nft-phases.ts";
import { overviewOf, type Series } from "./series.ts";

/** What was set, as multiples of a peer and in gas. */
const BESIDE_ERC721A = 1.05;
const BESIDE_OPENZEPPELIN = 1.02;
const TRANSFER_BOUND = 50_000;

type Progress = (text: string) => void;

interface Part {
  readonly overviews: Overview[];
  readonly rows: Row[];
}

export async function measure(progress: Progress): Promise<Measurement> {
  progress("Compiling");
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  const artifacts = await artifactsOfAll();
  const parts = [
    await measureCollections(artifacts, progress),
    await measureCollectionModules(artifacts, progress),
    await measureTokens(artifacts, progress),
    await measureOrganisations(artifacts, progress),
  ];
  return {
    overviews: parts.flatMap(({ overviews }) => overviews),
    rows: parts.flatMap(({ rows }) => rows),
    versions: versions(),
  };
}

async function measureCollections(artifacts: Artifacts, progress: Progress): Promise<Part> {
  const { ours, erc721a, others } = collections(artifacts);
  const run = (contestant: Contestant<Contract>) =>
    onNewChain(`the collection of ${contestant.name}`, progress, (connection) =>
      nft.measureNft(contestant.name, connection, () => contestant.deploy(connection)),
    );
  const own = await run(ours);
  const peer = await run(erc721a);
  const all = [own, peer, ...(await inTurn(others, run))];
  return {
    overviews: [
      overviewOf("mint, gas", nft.MINTS, all),
      overviewOf("mint at its dearest place, gas", nft.DEAREST_MINTS, all),
      overviewOf("transfer, gas", [nft.TRANSFER_SINGLE, ...nft.TRANSFERS], all),
      overviewOf("transfer of any token, gas", [...nft.DEAREST_TRANSFERS, ...nft.LATER_TRANSFERS], all),
      overviewOf("first transfer, gas", nft.TO_NEW_HOLDER, all),
      overviewOf("burn, gas", nft.BURNS, all),
    ],
    rows: [
      ...besidePeer(own, peer, nft.MINTS, BESIDE_ERC721A),
      ...atMost(own, peer, [nft.TRANSFER_SINGLE, ...nft.LATER_TRANSFERS], TRANSFER_BOUND),
      ...atMost(own, nft.FLOOR, nft.DEAREST_TRANSFERS, TRANSFER_BOUND),
    ],
  };
}

/** What modules add, and what phases ask: nobody else has the like, so there are no goals. */
async function measureCollectionModules(artifacts: Artifacts, progress: Progress): Promise<Part> {
  const modules = await inTurn(moduleCollections(artifacts), (contestant) =>
    onNewChain(`the collection of ${contestant.name}`, progress, async (connection) =>
      measureModules(contestant.name, connection, await contestant.deploy(connection)),
    ),
  );
  const kinds = Object.keys(PHASE_KINDS) as (keyof typeof PHASE_KINDS)[];
  const phases = await inTurn(kinds, (kind) =>
    onNewChain(`the sale of ${PHASE_KINDS[kind]}`, progress, (connection) =>
      measurePhase(kind, connection, phasedCollection(artifacts)),
    ),
  );
  return {
    overviews: [
      overviewOf("collections' modules, gas", MODULE_CASES, modules),
      overviewOf("mint in a phase, gas", PHASE_CASES, phases),
    ],
    rows: [],
  };
}

async function measureTokens(artifacts: Artifacts, progress: Progress): Promise<Part> {
  const { ours, openZeppelin, others, modules } = tokens(artifacts);
  const run = (contestant: Contestant<Contract>) =>
    onNewChain(`the token of ${contestant.name}`, progress, async (connection) =>
      measureToken(contestant.name, connection, await contestant.deploy(connection)),
    );
  const own = await run(ours);
  const peer = await run(openZeppelin);
  const all = [own, peer, ...(await inTurn([...others, ...modules], run))];
  return {
    overviews: [overviewOf("ERC-20, gas", TOKEN_CASES, all)],
    rows: besidePeer(own, peer, TOKEN_CASES, BESIDE_OPENZEPPELIN),
  };
}

async function measureOrganisations(artifacts: Artifacts, progress: Progress): Promise<Part> {
  const { pairs, modules } = organisations(artifacts);
  const run = (contestant: Contestant<Organisation>) =>
    onNewChain(`a proposal of ${contestant.name}`, progress, async (connection) =>
      measureGovernance(contestant.name, connection, await contestant.deploy(connection)),
    );
  const measured = await inTurn(pairs, async ({ ours, openZeppelin }) => ({
    ours: await run(ours),
    openZeppelin: await run(openZeppelin),
  }));
  const all = measured.flatMap(({ ours, openZeppelin }) => [ours, openZeppelin]);
  const cases = [...STEPS, ALL_STEPS];
  return {
    overviews: [overviewOf("a proposal, gas", cases, [...all, ...(await inTurn(modules, run))])],
    rows: measured.flatMap(({ ours, openZeppelin }) =>
      besidePeer(ours, openZeppelin, cases, BESIDE_OPENZEPPELIN),
    ),
  };
}

/** Every contestant has a chain to itself, so that nobody pays for what another left behind. */
async function onNewChain(
  what: string,
  progress: Progress,
  work: (connection: Connection) => Promise<Series>,
): Promise<Series> {
  progress(`Measuring ${what}`);
  const connection = await hre.network.create("default");
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function inTurn<T, U>(all: readonly T[], run: (one: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (const one of all) results.push(await run(one));
  return results;
}

const MEASURED = ["hardhat", "solc", "@openzeppelin/contracts", "erc721a", "solady", "solmate"];

function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  return Object.fromEntries(MEASURED.map((name) => [name, versionOf(name)]));
}
