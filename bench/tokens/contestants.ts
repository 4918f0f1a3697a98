// Who is measured: our contracts as an organisation composes them, and the least that does the same on each library.

import { readdirSync } from "node:fs";
import { type Contract, parseEther, ZeroAddress } from "ethers";
import hre from "hardhat";
import { type Connection, deployContract, send } from "../chain.ts";
import { type Artifact, artifactIn, compileFiles, settingsFor } from "../compile.ts";
import { SUPPLY } from "./erc20.ts";
import { type Organisation, QUORUM, SUPER_QUORUM, VOTING } from "./governance.ts";
import { peopleOf } from "./meter.ts";
import { PRICE } from "./nft.ts";
import type { ModuleCollection } from "./nft-modules.ts";
import type { DeployPhased } from "./nft-phases.ts";

export type Artifacts = ReadonlyMap<string, Artifact>;

const TIMELOCK = "@openzeppelin/contracts/governance/TimelockController.sol";

/** Something to measure: deployed to a chain that has nothing else on it. */
export interface Contestant<T> {
  readonly name: string;
  deploy(connection: Connection): Promise<T>;
}

const PEERS = "bench/tokens/contracts/";
/** Of the project, compiled with all others. */
const OWN = [
  "AlthingToken",
  "FlashMintToken",
  "PausableToken",
  "FreezableToken",
  "BridgeableToken",
  "TemporaryApprovalToken",
  "SelfDelegationToken",
  "EveryModuleToken",
  "ClubPass",
  "CompanyMember",
  "PhasedCollection",
  "RentedCollection",
  "AlthingGovernor",
  "BareGovernor",
  "FractionalGovernor",
  "KeyedGovernor",
  "SequentialGovernor",
  "GuardedGovernor",
  "SuperQuorumGovernor",
  "FullGovernor",
  "Treasury",
];

/** By name. Those of the project have been built; all others are compiled here, with the same compiler and settings. */
export async function artifactsOfAll(): Promise<Artifacts> {
  const files = readdirSync(new URL("contracts/", import.meta.url)).map((name) => `${PEERS}${name}`);
  const others = compileFiles([...files, TIMELOCK], settingsFor("contracts/token/GovernanceToken.sol"));
  const own = await Promise.all(
    OWN.map(async (name) => [name, await hre.artifacts.readArtifact(name)] as const),
  );
  return new Map<string, Artifact>([...others, ...own]);
}

const MAX_SUPPLY = 100_000;
const MAX_PER_MINT = 100;

export function collections(artifacts: Artifacts) {
  const peer = (name: string, contract: string): Contestant<Contract> => ({
    name,
    deploy: (connection) =>
      deployContract(connection, artifactIn(artifacts, contract), MAX_SUPPLY, MAX_PER_MINT, PRICE),
  });
  return {
    ours: {
      name: "Althing",
      deploy: (connection: Connection) =>
        deployCollection(connection, artifactIn(artifacts, "AlthingNft"), { mintPrice: PRICE }),
    },
    erc721a: peer("ERC721A", "Erc721aNft"),
    others: [
      peer("OpenZeppelin", "OpenZeppelinNft"),
      peer("OpenZeppelin, enumerable", "OpenZeppelinEnumerableNft"),
      peer("Solady", "SoladyNft"),
      peer("solmate", "SolmateNft"),
    ],
  };
}

/** Collections of an organisation's modules; metadata costs nothing where tokens are minted or moved. */
export function moduleCollections(artifacts: Artifacts): Contestant<ModuleCollection>[] {
  const metadata = { baseURI: "", suffix: "" };
  const own = (name: string, contract: string, how: Omit<ModuleCollection, "nft">, ...extra: unknown[]) => ({
    name,
    deploy: async (connection: Connection) => {
      const artifact = artifactIn(artifacts, contract);
      return { nft: await deployCollection(connection, artifact, ...extra), ...how };
    },
  });
  const sold = { mintPrice: PRICE };
  return [
    own("Althing", "AlthingNft", { mint: "mint" }, sold),
    own("Althing, votes", "ClubPass", { mint: "mint" }, sold, metadata),
    own("Althing, votes, delegated", "ClubPass", { mint: "mint", delegated: true }, sold, metadata),
    own("Althing, rental", "RentedCollection", { mint: "mint" }, sold, metadata),
    own("Althing, rental, lent", "RentedCollection", { mint: "mint", rented: true }, sold, metadata),
    own(
      "Althing, soulbound, votes",
      "CompanyMember",
      { mint: "mintTo", soulbound: true, delegated: true },
      [],
      metadata,
    ),
  ];
}

/** A collection that is sold in one phase; Alice signs its vouchers. */
export function phasedCollection(artifacts: Artifacts): DeployPhased {
  return async (connection, phase) => {
    const { alice } = await peopleOf(connection);
    const sale = { signer: alice.address, walletLimit: 0n, phases: [phase] };
    const artifact = artifactIn(artifacts, "PhasedCollection");
    return deployCollection(connection, artifact, sale, { baseURI: "", suffix: "" });
  };
}

async function deployCollection(
  connection: Connection,
  artifact: Artifact,
  ...modules: readonly unknown[]
): Promise<Contract> {
  const { alice } = await peopleOf(connection);
  const settings = {
    name: "Nft",
    symbol: "NFT",
    contractURI: "",
    owner: alice.address,
    maxSupply: MAX_SUPPLY,
    maxPerMint: MAX_PER_MINT,
    royaltyReceiver: alice.address,
    royaltyBasisPoints: 0,
  };
  return deployContract(connection, artifact, settings, ...modules);
}

export function tokens(artifacts: Artifacts) {
  const own = (name: string, contract: string) => ({
    name,
    deploy: (connection: Connection) => deployOwnToken(connection, artifactIn(artifacts, contract)),
  });
  const peer = (name: string, contract: string) => ({
    name,
    deploy: (connection: Connection) => deployToken(connection, artifactIn(artifacts, contract)),
  });
  return {
    ours: own("Althing", "AlthingToken"),
    openZeppelin: peer("OpenZeppelin", "OpenZeppelinToken"),
    others: [peer("Solady", "SoladyToken"), peer("solmate", "SolmateToken")],
    modules: [
      own("Althing, with flash mint", "FlashMintToken"),
      own("Althing, pausable", "PausableToken"),
      own("Althing, freezable", "FreezableToken"),
      own("Althing, bridgeable", "BridgeableToken"),
      own("Althing, with temporary approval", "TemporaryApprovalToken"),
      own("Althing, with self-delegation", "SelfDelegationToken"),
      own("Althing, with all of them", "EveryModuleToken"),
    ],
  };
}

async function deployToken(connection: Connection, artifact: Artifact): Promise<Contract> {
  const { alice } = await peopleOf(connection);
  return deployContract(connection, artifact, alice, SUPPLY);
}

async function deployOwnToken(connection: Connection, artifact: Artifact): Promise<Contract> {
  const { alice } = await peopleOf(connection);
  return deployContract(connection, artifact, {
    name: "Token",
    symbol: "TKN",
    cap: SUPPLY,
    admin: alice.address,
    premint: [{ to: alice.address, amount: SUPPLY }],
  });
}

/** A governor's constructor takes these before the timelock, beside what all have. */
type Extra = readonly unknown[];

export function organisations(artifacts: Artifacts) {
  const own = (name: string, contract: string, ...extra: Extra): Contestant<Organisation> => ({
    name,
    deploy: (connection) => deployOwnOrganisation(connection, artifacts, contract, extra),
  });
  const peer = (name: string, contract: string, ...extra: Extra): Contestant<Organisation> => ({
    name,
    deploy: (connection) => deployOrganisation(connection, artifacts, contract, extra),
  });
  // Neither a guardian nor anybody else acts in these proposals.
  const guardian = `0x${"6a".repeat(20)}`;
  return {
    pairs: [
      { ours: own("Althing", "BareGovernor"), openZeppelin: peer("OpenZeppelin", "OpenZeppelinGovernor") },
      {
        ours: own("Althing, late quorum", "AlthingGovernor", VOTING.extension),
        openZeppelin: peer("OpenZeppelin, late quorum", "OpenZeppelinLateQuorumGovernor", VOTING.extension),
      },
    ],
    modules: [
      own("Althing, fractional counting", "FractionalGovernor"),
      own("Althing, keyed nonces", "KeyedGovernor"),
      own("Althing, sequential ids", "SequentialGovernor"),
      own("Althing, guardian", "GuardedGovernor", guardian),
      own("Althing, super quorum", "SuperQuorumGovernor", SUPER_QUORUM),
      own("Althing, all of them", "FullGovernor", VOTING.extension, guardian, SUPER_QUORUM),
    ],
  };
}

async function deployOwnOrganisation(
  connection: Connection,
  artifacts: Artifacts,
  contract: string,
  extra: Extra,
): Promise<Organisation> {
  const { alice } = await peopleOf(connection);
  const token = await deployOwnToken(connection, artifactIn(artifacts, "AlthingToken"));
  const treasury = await deployContract(
    connection,
    artifactIn(artifacts, "Treasury"),
    VOTING.timelock,
    alice,
  );
  const settings = {
    name: "Governor",
    token: await token.getAddress(),
    votingDelay: VOTING.delay,
    votingPeriod: VOTING.period,
    proposalThreshold: 1n,
    quorumPercent: QUORUM,
  };
  const artifact = artifactIn(artifacts, contract);
  const governor = await deployContract(connection, artifact, settings, ...extra, treasury);
  await send(treasury, "appoint", [governor, ZeroAddress]);
  return fund(connection, { token, governor, treasury });
}

async function deployOrganisation(
  connection: Connection,
  artifacts: Artifacts,
  contract: string,
  extra: Extra,
): Promise<Organisation> {
  const { alice } = await peopleOf(connection);
  const token = await deployToken(connection, artifactIn(artifacts, "OpenZeppelinToken"));
  const timelock = artifactIn(artifacts, "TimelockController");
  const treasury = await deployContract(connection, timelock, VOTING.timelock, [], [ZeroAddress], alice);
  const settings = [token, VOTING.delay, VOTING.period, 1n, QUORUM, ...extra];
  const governor = await deployContract(connection, artifactIn(artifacts, contract), ...settings, treasury);
  for (const role of ["PROPOSER_ROLE", "CANCELLER_ROLE"])
    await send(treasury, "grantRole", [await treasury.getFunction(role).staticCall(), governor]);
  return fund(connection, { token, governor, treasury });
}

async function fund(connection: Connection, organisation: Organisation): Promise<Organisation> {
  const { alice, bob } = await peopleOf(connection);
  await send(organisation.token, "transfer", [bob, SUPPLY / 4n], alice);
  await (await alice.sendTransaction({ to: organisation.treasury, value: parseEther("1") })).wait();
  return organisation;
}
