import type { CollectionConfig } from "./collection-config.ts";
import type { TokenConfig } from "./token-config.ts";
import type { Address, Amount, Duration } from "./values.ts";

/** An organisation as its founders write it down: see `defineOrganisation`. */
export interface OrganisationConfig {
  /** A Solidity identifier: its contracts are `<name>Token`, `<name>Governor` and those of its collections. */
  readonly name: string;
  readonly token?: TokenConfig;
  readonly collections?: readonly CollectionConfig[];
  readonly dao: DaoConfig;
  readonly functions: FunctionsConfig;
  /** What is otherwise on a local node, where a vote should be tried in minutes. */
  readonly local?: LocalConfig;
}

export type DaoConfig = TokenVotes | CollectionVotes;

interface TokenVotes extends DaoCommon {
  readonly votes: "token";
  /** Votes that a proposer needs, in tokens. */
  readonly proposalThreshold: Amount;
}

interface CollectionVotes extends DaoCommon {
  /** The collection whose tokens are votes, by its `contract`; it must have `votes`. */
  readonly votes: { readonly collection: string };
  /** Votes that a proposer needs: how many tokens of the collection. */
  readonly proposalThreshold: number;
}

/** How an organisation decides. Each setting can be changed later by a vote. */
interface DaoCommon {
  /** From a proposal to the snapshot of voting power and the start of its vote. */
  readonly votingDelay: Duration;
  readonly votingPeriod: Duration;
  /** From the queuing of what passed to its execution. */
  readonly timelockDelay: Duration;
  /** Says that a public network's timelock shall have no delay: nobody can leave before a decision takes effect. */
  readonly allowZeroDelay?: boolean;
  /** Share of all votes that must be cast for or abstain, in percent: 1 to 100. */
  readonly quorum: number;
  /** Share at which a proposal passes at once, before its vote ends, in percent; above `quorum`. */
  readonly superQuorum?: number;
  /** `simple`: each vote is for, against or abstain; `fractional`: a voter may split its votes. */
  readonly counting?: "simple" | "fractional";
  /** A vote goes on at least this long after its quorum was reached. Left out: it ends when it ends. */
  readonly lateQuorumExtension?: Duration;
  /** May cancel proposals: a contract, such as a multisig. Left out: nobody may. */
  readonly guardian?: Address;
  /** Votes by signature have nonces by key, so that they do not wait for one another. */
  readonly keyedNonces?: boolean;
  /** Proposals are numbered 1, 2, 3 instead of by their hash. */
  readonly sequentialIds?: boolean;
  /** Proposals may order the call of an off-chain function whose result moves funds within voted bounds. */
  readonly mandates?: boolean;
}

/** The off-chain functions: a router, registry and operator set of the organisation's own. */
export interface FunctionsConfig {
  /** What operators bond: the organisation's token, or the network's currency. */
  readonly bond: "token" | "native";
  /** May pause new requests for a week and revoke an operator's key: a contract, such as a multisig. */
  readonly guardian?: Address;
  /** The router's first prices, in wei. */
  readonly prices: {
    /** A request. */
    readonly fixedFee: bigint;
    /** A unit of fuel. */
    readonly fuel: bigint;
    /** A byte of calldata or result. */
    readonly byte: bigint;
    /** Most wei a unit of gas that an operator is paid above the block's base fee. */
    readonly tipCap: bigint;
    /** Least wei a unit of gas that a request must be escrowed for. */
    readonly minGasPriceCap: bigint;
  };
  /** Wei a unit of gas that the organisation's own requests are escrowed for. */
  readonly gasPriceCap: bigint;
  /** Share of each fee that goes to the treasury, in percent. */
  readonly treasuryShare: number;
  /** Most that a function's owner may ask of a fee, in percent. */
  readonly maxRoyalty: number;
  /** The shortest and the longest time that a request may give the operators. */
  readonly minDuration: Duration;
  readonly maxDuration: Duration;
}

export interface LocalConfig {
  readonly dao?: Partial<
    Pick<DaoCommon, "votingDelay" | "votingPeriod" | "timelockDelay" | "lateQuorumExtension">
  >;
  readonly functions?: Partial<Pick<FunctionsConfig, "minDuration" | "gasPriceCap">>;
}
