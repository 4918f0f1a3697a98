import { parseEther, parseUnits, ZeroAddress } from "ethers";
import { LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import { addressFrom, choiceFrom, type Environment, integerFrom, tokensFrom } from "./environment.ts";
import { type Operator, operatorsFrom } from "./operators.ts";

const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GWEI = 1_000_000_000;

/** Everything about a deployment that is a choice. Times are seconds, amounts are smallest units, shares basis points. */
export interface DeploySettings {
  readonly token: {
    readonly name: string;
    readonly symbol: string;
    readonly cap: bigint;
    /** Created for the deployer, who gets nothing else. */
    readonly premint: bigint;
  };
  readonly dao: {
    readonly name: string;
    readonly timelockDelay: number;
    readonly votingDelay: number;
    readonly votingPeriod: number;
    readonly lateQuorumExtension: number;
    readonly proposalThreshold: bigint;
    readonly quorumPercent: number;
  };
  readonly collection: {
    readonly name: string;
    readonly symbol: string;
    readonly description: string;
    readonly mintPrice: bigint;
    readonly maxSupply: number;
    readonly maxPerMint: number;
    readonly royaltyBasisPoints: number;
  };
  /** The router's first terms; see `IFunctionRouter.Terms`. */
  readonly terms: {
    readonly fixedFee: bigint;
    readonly fuelPrice: bigint;
    readonly bytePrice: bigint;
    readonly tipCap: bigint;
    readonly minGasPriceCap: bigint;
    readonly treasuryShare: number;
    readonly maxRoyaltyShare: number;
    readonly minDuration: number;
    readonly maxDuration: number;
  };
  /** How the collection asks for traits; see `ICollection.TraitsFunction`. */
  readonly traits: {
    readonly royaltyShare: number;
    readonly fuelLimit: bigint;
    readonly maxResultBytes: number;
    readonly callbackGasLimit: number;
    readonly gasPriceCap: bigint;
    readonly duration: number;
  };
  /** May pause new requests for a while and revoke an operator's key; the zero address: only the DAO may. */
  readonly guardian: string;
  /** What operators bond: the DAO's token, or the network's native currency. */
  readonly bond: "token" | "native";
  /** The first epoch of the operator set, ascending by signer. */
  readonly operators: readonly Operator[];
}

/** What differs between a developer's chain and one where money is at stake. */
interface Preset {
  readonly timelockDelay: number;
  readonly votingDelay: number;
  readonly votingPeriod: number;
  readonly lateQuorumExtension: number;
  readonly minDuration: number;
  /** Wei a unit of gas that carving is escrowed for. */
  readonly gasPriceCap: number;
}

/** Short enough to try a vote by hand; `dao` tasks skip the waits. */
const LOCAL: Preset = {
  timelockDelay: 10 * SECOND,
  votingDelay: 1 * SECOND,
  votingPeriod: 2 * MINUTE,
  lateQuorumExtension: 30 * SECOND,
  minDuration: 5 * SECOND,
  gasPriceCap: 3 * GWEI,
};

const PUBLIC: Preset = {
  timelockDelay: 2 * DAY,
  votingDelay: 1 * DAY,
  votingPeriod: 7 * DAY,
  lateQuorumExtension: 1 * DAY,
  minDuration: 10 * MINUTE,
  gasPriceCap: 30 * GWEI,
};

/**
 * The settings for a chain: seconds on a local one, days elsewhere, each overridden by `env` (see .env.example).
 * Throws ALT_DEPLOY_SETTING_INVALID, or ALT_DEPLOY_OPERATOR_MISSING where a public chain's operators are not named.
 */
export function settingsFor(chainId: bigint, env: Environment = process.env): DeploySettings {
  const local = chainId === LOCAL_CHAIN_ID;
  const preset = local ? LOCAL : PUBLIC;
  return {
    token: tokenSettings(env),
    dao: daoSettings(env, preset),
    collection: collectionSettings(env),
    terms: routerTerms(env, preset),
    traits: traitsSettings(env, preset),
    guardian: addressFrom(env, "ALTHING_GUARDIAN", ZeroAddress),
    bond: choiceFrom(env, "ALTHING_BOND", ["token", "native"]),
    operators: operatorsFrom(env, local),
  };
}

function tokenSettings(env: Environment): DeploySettings["token"] {
  return {
    name: "Althing",
    symbol: "ALT",
    cap: tokensFrom(env, "ALTHING_TOKEN_CAP", parseEther("10000000")),
    premint: tokensFrom(env, "ALTHING_TOKEN_PREMINT", parseEther("1000000")),
  };
}

function daoSettings(env: Environment, preset: Preset): DeploySettings["dao"] {
  return {
    name: "Althing Governor",
    timelockDelay: integerFrom(env, "ALTHING_TIMELOCK_DELAY", preset.timelockDelay),
    votingDelay: integerFrom(env, "ALTHING_VOTING_DELAY", preset.votingDelay),
    votingPeriod: integerFrom(env, "ALTHING_VOTING_PERIOD", preset.votingPeriod, { least: 1 }),
    lateQuorumExtension: integerFrom(env, "ALTHING_LATE_QUORUM_EXTENSION", preset.lateQuorumExtension),
    proposalThreshold: tokensFrom(env, "ALTHING_PROPOSAL_THRESHOLD", parseEther("1000")),
    quorumPercent: integerFrom(env, "ALTHING_QUORUM_PERCENT", 4, { most: 100 }),
  };
}

function collectionSettings(env: Environment): DeploySettings["collection"] {
  return {
    name: "Shields of the Althing",
    symbol: "SHIELD",
    description:
      "Round shields whose traits a metered off-chain function carves. Picture and text are on chain.",
    mintPrice: tokensFrom(env, "ALTHING_MINT_PRICE", parseEther("0.01")),
    maxSupply: integerFrom(env, "ALTHING_MAX_SUPPLY", 10_000, { least: 1 }),
    maxPerMint: integerFrom(env, "ALTHING_MAX_PER_MINT", 20, { least: 1 }),
    royaltyBasisPoints: 500,
  };
}

function routerTerms(env: Environment, preset: Preset): DeploySettings["terms"] {
  return {
    fixedFee: BigInt(integerFrom(env, "ALTHING_FIXED_FEE", 1_000_000_000_000)),
    fuelPrice: BigInt(integerFrom(env, "ALTHING_FUEL_PRICE", 3_000)),
    bytePrice: BigInt(integerFrom(env, "ALTHING_BYTE_PRICE", 100_000_000)),
    tipCap: parseUnits("2", "gwei"),
    minGasPriceCap: parseUnits("0.01", "gwei"),
    treasuryShare: 1_000,
    maxRoyaltyShare: 2_000,
    minDuration: preset.minDuration,
    maxDuration: 7 * DAY,
  };
}

function traitsSettings(env: Environment, preset: Preset): DeploySettings["traits"] {
  return {
    royaltyShare: 500,
    fuelLimit: BigInt(integerFrom(env, "ALTHING_TRAITS_FUEL_LIMIT", 5_000_000, { least: 1 })),
    maxResultBytes: 512,
    callbackGasLimit: 150_000,
    gasPriceCap: BigInt(integerFrom(env, "ALTHING_TRAITS_GAS_PRICE_CAP", preset.gasPriceCap)),
    duration: 1 * HOUR,
  };
}
