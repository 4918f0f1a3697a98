import type { Address, Amount, CsvFile, Duration, Moment } from "./values.ts";

/** An ERC-721. Always there: batches at the price of one, burning, enumeration, contract metadata (ERC-7572). */
export interface CollectionConfig {
  /** Name of its contract, a Solidity identifier, and of its address. */
  readonly contract: string;
  readonly name: string;
  readonly symbol: string;
  readonly description: string;
  /** Most tokens that will ever exist. */
  readonly maxSupply: number;
  /** Each token is a vote, once delegated. */
  readonly votes?: boolean;
  /** Tokens stay with whom they were minted to (ERC-5192): nothing to lend, no resale to take a share of. */
  readonly soulbound?: boolean;
  /**
   * The treasury may take a soulbound token back, so that a vote can end a membership. Left out, nobody can: what was
   * given stays given, and an organisation that keeps the right says so from the beginning.
   */
  readonly revocable?: boolean;
  /** A token may be lent for a time (ERC-4907). */
  readonly rental?: boolean;
  /** Share of a resale's price that is due to the treasury, in percent, 10 at most (ERC-2981). */
  readonly royalty?: number;
  /** How the public gets tokens. Left out: the treasury alone mints. */
  readonly sale?: OpenSale | PhasedSale;
  /** Minted at the deploy. */
  readonly founders?: readonly [FounderConfig, ...FounderConfig[]];
  readonly metadata: MetadataConfig;
}

export interface FounderConfig {
  readonly to: Address;
  readonly quantity: number;
}

/** Anyone, from the deploy on. */
export interface OpenSale {
  readonly kind: "open";
  /** Ether a token. */
  readonly price: Amount;
  readonly maxPerMint: number;
}

/** One phase after the other, each with its own rules. */
export interface PhasedSale {
  readonly kind: "phases";
  readonly phases: readonly [PhaseConfig, ...PhaseConfig[]];
  readonly maxPerMint: number;
}

export type PhaseConfig = AllowlistPhase | PublicPhase | SignaturePhase;

interface PhaseCommon {
  readonly name: string;
  readonly start: Moment;
  /** Left out: it goes on until the next begins, the last for ever. */
  readonly end?: Moment;
  /** Most tokens that an account may mint in this phase. */
  readonly limit: number;
}

export interface AllowlistPhase extends PhaseCommon {
  readonly kind: "allowlist";
  /** Ether a token. */
  readonly price: Amount;
  /** Who may mint, or a CSV file with the columns account, limit and price (as below), from the config's folder. */
  readonly entries: readonly [AllowlistEntry, ...AllowlistEntry[]] | CsvFile;
}

/** Limit and price are the phase's where they are left out. */
export interface AllowlistEntry {
  readonly account: Address;
  readonly limit?: number;
  readonly price?: Amount;
}

interface PublicPhase extends PhaseCommon {
  readonly kind: "public";
  /** Ether a token. */
  readonly price: Amount;
}

interface SignaturePhase extends PhaseCommon {
  readonly kind: "signature";
  /**
   * Who signs vouchers, each with its price and limit: an account, or a contract that knows ERC-1271. All phases of this
   * kind have the same.
   */
  readonly signer: Address;
}

export type MetadataConfig = BaseUriMetadata | RevealMetadata | RendererMetadata | TraitsMetadata;

/** Files elsewhere: a token's URI is `uri`, its number, and `suffix`. */
export interface BaseUriMetadata {
  readonly kind: "baseURI";
  readonly uri: string;
  /** Such as ".json"; left out, nothing. */
  readonly suffix?: string;
}

/** Before the reveal all tokens show `placeholder`; then a seed shuffles who gets which file. */
export interface RevealMetadata {
  readonly kind: "reveal";
  /** URI of every token until then. */
  readonly placeholder: string;
  /** `keccak256(abi.encode(bytes32 seed, string baseURI))`: nobody can pick or change either later. */
  readonly commitment: `0x${string}`;
  /** When it may be revealed at the earliest: not before the sale's last phase that has an end. */
  readonly notBefore: Moment;
  readonly suffix?: string;
}

/** Text and picture on chain, drawn by a contract. */
export interface RendererMetadata {
  readonly kind: "renderer";
  readonly contract: string;
  /** Contracts that its constructor takes, in their order, which are made without arguments; left out, none. */
  readonly uses?: readonly string[];
}

/** On chain, drawn from traits that an off-chain function carves. */
export interface TraitsMetadata {
  readonly kind: "traits";
  /** The contract that draws. */
  readonly contract: string;
  /** Source of the function, published as the treasury's own. */
  readonly function: string;
  /** Share of a request's fee that is due to the function's owner, the treasury, in percent. */
  readonly royaltyShare: number;
  readonly fuelLimit: number;
  readonly maxResultBytes: number;
  readonly callbackGasLimit: number;
  /** From a request to its deadline. */
  readonly duration: Duration;
}
